/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.dataset.RawItem;
import org.tfllmer.embedding.Embedder;
import org.tfllmer.embedding.TextRefusedException;
import org.tfllmer.tensors.FloatMatrix;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.SafetensorsWriter;
import org.tfllmer.tensors.Tensor;

class VectorSourceTest {

    /** The source described pot, tea and cup; nothing is said of jug. */
    private final SourceItems items = new SourceItems(
            List.of(item("tea", "Tea"), item("cup", "Cup"), item("jug", "jug")), List.of(1, 2), 3);

    @TempDir
    private Path folder;

    @Test
    void aFileOfSafetensorsHasTheRowsOfTheSource() throws Exception {
        Path file = write(NamedTensors.builder()
                .add("vectors", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2))
                .add("count", Tensor.of(new long[] {3}, 1))
                .build());
        assertThat(rows(new FileVectors(file))).containsExactly(3, 4, 5, 6, 0, 0);
    }

    @Test
    void aFileOfSafetensorsThatListsItsItemsIsReadByTheirIds() throws Exception {
        Path file = write(NamedTensors.builder()
                .addStrings("items", List.of("jug", "cup"))
                .add("embeddings", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2))
                .build());
        assertThat(rows(new FileVectors(file))).containsExactly(0, 0, 3, 4, 1, 2);
    }

    @Test
    void aFileThatDoesNotFitIsRefusedByName() throws Exception {
        Path two = write(NamedTensors.builder()
                .add("a", Tensor.of(new float[2], 1, 2))
                .add("b", Tensor.of(new float[2], 1, 2))
                .build());
        assertThatThrownBy(() -> new FileVectors(two).of(items)).hasMessageContaining("vectors.safetensors has [a, b]");
        Path few = write(NamedTensors.builder().add("a", Tensor.of(new float[4], 2, 2)).build());
        assertThatThrownBy(() -> new FileVectors(few).of(items))
                .hasMessageContaining("for each of the 3 items of the source").hasMessageContaining("has 2");
    }

    @Test
    void hashingCoversItemsThatTheSourceSaysNothingOf() throws Exception {
        assertThat(new HashedVectors(8).of(items).orElseThrow().rows()).isEqualTo(3);
    }

    @Test
    void anEmbedderIsAskedForEachTextAndARefusedOneHasNone() throws Exception {
        StringWriter said = new StringWriter();
        FakeEmbedder embedder = new FakeEmbedder(new TextRefusedException("too long"));
        assertThat(rows(new EndpointVectors(() -> embedder, 2, new PrintWriter(said)))).containsExactly(3, 1, 0, 0, 3, 1);
        assertThat(said.toString()).contains("3 of 3 items embedded", "1 items have no embedding");
    }

    @Test
    void anEmbedderThatFailsEndsTheImportAndTheItemIsNamed() {
        FakeEmbedder embedder = new FakeEmbedder(new IOException("500: out of order"));
        assertThatThrownBy(() -> new EndpointVectors(() -> embedder, 2, new PrintWriter(new StringWriter())).of(items))
                .isInstanceOf(IOException.class).hasMessage("No embedding of item cup: 500: out of order");
    }

    private float[] rows(VectorSource source) throws IOException {
        FloatMatrix matrix = source.of(items).orElseThrow();
        float[] values = new float[matrix.rows() * matrix.columns()];
        matrix.read(0, matrix.rows(), values);
        return values;
    }

    private Path write(NamedTensors tensors) throws IOException {
        Path file = folder.resolve("vectors.safetensors");
        try (OutputStream out = Files.newOutputStream(file)) {
            SafetensorsWriter.write(tensors, out);
        }
        return file;
    }

    private static RawItem item(String id, String title) {
        return new RawItem(id, title, "", List.of());
    }

    /** Answers (length of the text, 1), but for the cup. */
    private record FakeEmbedder(Exception forTheCup) implements Embedder {

        @Override
        public CompletableFuture<float[]> embed(String text) {
            return text.equals("Cup")
                    ? CompletableFuture.failedFuture(forTheCup)
                    : CompletableFuture.completedFuture(new float[] {text.length(), 1});
        }

        @Override
        public void close() {}
    }
}
