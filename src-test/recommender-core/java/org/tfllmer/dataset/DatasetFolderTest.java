/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.FloatMatrix;
import org.tfllmer.tensors.NpyWriter;

class DatasetFolderTest {

    @TempDir
    private Path folder;

    static Stream<Path> folders() {
        return DatasetFolders.all();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyFolderHoldsWhatItsReadmeSays(Path folder) throws IOException {
        DatasetSummary summary = DatasetFolder.open(folder).summary();
        String row = String.format(
                Locale.ROOT, "| %,d | %,d | %,d |", summary.users(), summary.items(), summary.interactions());
        assertThat(folder.resolve("README.md")).content().contains(row);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyItemHasARowOfEmbeddings(Path folder) throws IOException {
        DatasetFolder dataset = DatasetFolder.open(folder);
        assertThat(dataset.embeddings()).map(FloatMatrix::rows).hasValue(dataset.items().size());
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyEventHasAnIdOfItsOwnAndTheSameOneEveryTime(Path folder) {
        DatasetFolder dataset = DatasetFolder.open(folder);
        List<String> ids = eventIds(dataset);
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        assertThat(ids.equals(eventIds(dataset))).isTrue();
    }

    @Test
    void readsItemsInTheirOrder() {
        assertThat(DatasetFolder.open(DatasetFolders.teaShop()).items())
                .containsExactly(
                        item("assam", "Malty Assam, 250 g", "Strong, for milk.", "tea", "black"),
                        new CatalogueItem(
                                "green, loose",
                                "Loose Green Tea",
                                "Light and grassy.",
                                List.of("tea"),
                                OptionalLong.of(1_699_999_999_000L)),
                        item("17", "Cast-iron Teapot", "Holds a litre."),
                        item("kettle", "Kettle", ""));
    }

    @Test
    void readsInteractionsByTheNamesOfTheirColumns() {
        DatasetFolder dataset = DatasetFolder.open(DatasetFolders.teaShop());
        assertThat(dataset.name()).isEqualTo("tea-shop");
        try (Stream<LoggedInteraction> interactions = dataset.interactions()) {
            assertThat(interactions)
                    .containsExactly(
                            interaction(2, "ann", "assam", "view", 1_700_000_000),
                            interaction(3, "ann", "green, loose", "click", 1_700_000_000),
                            interaction(4, "Bob \"B\" Ray", "assam", "purchase", 1_700_000_060),
                            interaction(6, "ann", "kettle", "view", 1_700_000_120),
                            interaction(7, "ünal", "green, loose", "view", 1_700_003_600),
                            interaction(8, "ann", "honey", "purchase", 1_700_086_400));
        }
    }

    @Test
    void sumsUpWhatThereIs() {
        assertThat(DatasetFolder.open(DatasetFolders.teaShop()).summary())
                .isEqualTo(new DatasetSummary(
                        4,
                        1,
                        3,
                        6,
                        Optional.of(Instant.ofEpochSecond(1_700_000_000)),
                        Optional.of(Instant.ofEpochSecond(1_700_086_400))));
    }

    @Test
    void readsCompressedFiles() throws IOException {
        gzip("items.jsonl.gz", "{\"item\": 0, \"title\": \"Tea\"}\n");
        gzip("interactions.csv.gz", "user,item,timestamp\n5,0,7\n");
        DatasetFolder dataset = DatasetFolder.open(folder);
        assertThat(dataset.items()).containsExactly(item("0", "Tea", ""));
        try (Stream<LoggedInteraction> interactions = dataset.interactions()) {
            assertThat(interactions).extracting(LoggedInteraction::userId).containsExactly("5");
        }
    }

    @Test
    void aFolderMayLackEmbeddingsOrHaveThemUnderAnotherName() throws IOException {
        oneItem();
        assertThat(DatasetFolder.open(folder).embeddings()).isEmpty();
        embeddings("item_embeddings_title.npy", new Float32Matrix(1, 2, new float[] {3, 4}));
        FloatMatrix titles = DatasetFolder.open(folder).embeddings("item_embeddings_title.npy");
        assertThat(titles.columns()).isEqualTo(2);
    }

    @Test
    void refusesEmbeddingsThatDoNotFitTheCatalogue() throws IOException {
        oneItem();
        embeddings("item_embeddings.npy", new Float32Matrix(2, 1, new float[] {3, 4}));
        assertThatThrownBy(() -> DatasetFolder.open(folder).embeddings())
                .isInstanceOf(DatasetException.class)
                .hasMessageEndingWith("item_embeddings.npy: has 2 rows, the catalogue 1 items");
    }

    @Test
    void refusesEmbeddingsThatAreNoNumbers() throws IOException {
        oneItem();
        embeddings("item_embeddings.npy", new Float32Matrix(1, 2, new float[] {3, Float.NaN}));
        assertThatThrownBy(() -> DatasetFolder.open(folder).embeddings())
                .isInstanceOf(DatasetException.class)
                .hasMessageEndingWith("item_embeddings.npy: row 0 (item tea) has the value NaN");
    }

    @Test
    void refusesAFolderThatLacksAFileOrHasItTwice() throws IOException {
        assertThatThrownBy(() -> DatasetFolder.open(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessage(folder + ": has neither interactions.csv nor interactions.csv.gz");
        oneItem();
        gzip("interactions.csv.gz", "user,item,timestamp\n");
        assertThatThrownBy(() -> DatasetFolder.open(folder))
                .hasMessage(folder + ": has both interactions.csv and interactions.csv.gz; keep one");
    }

    @Test
    void saysWhereAFileThatIsNotWhatItsNameSaysBreaks() throws IOException {
        oneItem();
        Files.write(folder.resolve("items.jsonl"), new byte[] {'{', '"', (byte) 0xff, '"', '}'});
        assertThatThrownBy(() -> DatasetFolder.open(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("items.jsonl, line 1: cannot be read");
        Files.delete(folder.resolve("items.jsonl"));
        Files.writeString(folder.resolve("items.jsonl.gz"), "{}");
        assertThatThrownBy(() -> DatasetFolder.open(folder))
                .hasMessageContaining("items.jsonl.gz, line 1: cannot be read")
                .hasMessageContaining("Not in GZIP format");
    }

    private void oneItem() throws IOException {
        Files.writeString(folder.resolve("items.jsonl"), "{\"item\": \"tea\", \"title\": \"Tea\"}\n");
        Files.writeString(folder.resolve("interactions.csv"), "user,item,timestamp\n");
    }

    private void embeddings(String name, FloatMatrix matrix) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            NpyWriter.write(matrix, out);
        }
    }

    private void gzip(String name, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static List<String> eventIds(DatasetFolder dataset) {
        try (Stream<LoggedInteraction> interactions = dataset.interactions()) {
            return interactions.map(LoggedInteraction::eventId).toList();
        }
    }

    private static LoggedInteraction interaction(int line, String user, String item, String type, long seconds) {
        return new LoggedInteraction("tea-shop-" + line, user, item, type, seconds * 1000);
    }

    private static CatalogueItem item(String id, String title, String text, String... categories) {
        return new CatalogueItem(id, title, text, List.of(categories), OptionalLong.empty());
    }
}
