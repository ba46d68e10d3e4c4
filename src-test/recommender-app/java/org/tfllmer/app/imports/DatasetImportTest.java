/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.dataset.CatalogueItem;
import org.tfllmer.dataset.DatasetException;
import org.tfllmer.dataset.DatasetFolder;
import org.tfllmer.dataset.InteractionFilter;
import org.tfllmer.dataset.LoggedInteraction;
import org.tfllmer.dataset.RawColumns;
import org.tfllmer.dataset.RawFormat;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.NpyWriter;

class DatasetImportTest {

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();
    private int core = 1;

    @Test
    void recBoleFiles() throws Exception {
        write("set.inter", "user_id:token\titem_id:token\trating:float\ttimestamp:float",
                "u1\ti1\t5.0\t1700000010", "u2\ti2\t4.0\t1700000000");
        write("set.item", "item_id:token\ttitle:token_seq\tcategories:token_seq", "i2\tRed, round cup\tcups red");
        run(RawFormat.RECBOLE, folder);
        assertThat(lines()).containsExactly("u2 i2 1700000000 view", "u1 i1 1700000010 view");
        assertThat(items()).extracting(CatalogueItem::title).containsExactly("Red, round cup", "i1");
        assertThat(said.toString()).contains("2 interactions read, 2 kept of 2 users and 2 items",
                "1 items are named by their ids");
    }

    @Test
    void movieLensFilesOfBothKinds() throws Exception {
        write("ratings.csv", "userId,movieId,rating,timestamp", "1,10,4.0,964982703");
        write("movies.csv", "movieId,title,genres", "10,\"Heat, The (1995)\",Action|Crime");
        run(RawFormat.MOVIELENS, folder);
        assertThat(lines()).containsExactly("1 10 964982703 rating");
        assertThat(items().get(0).title()).isEqualTo("Heat, The (1995)");
        assertThat(items().get(0).categories()).containsExactly("Action", "Crime");

        Path old = Files.createDirectory(folder.resolve("ml-1m"));
        Files.writeString(old.resolve("ratings.dat"), "7::3::5::978300760\n");
        Files.writeString(old.resolve("movies.dat"), "3::Toy Story (1995)::Animation|Comedy\n");
        run(RawFormat.MOVIELENS, old);
        assertThat(lines()).containsExactly("7 3 978300760 rating");
        assertThat(items().get(0).title()).isEqualTo("Toy Story (1995)");
    }

    @Test
    void amazonReviewsWithTheirMetadataCompressed() throws Exception {
        gzip("All_Beauty.jsonl.gz", "{\"rating\":5.0,\"parent_asin\":\"B1\",\"user_id\":\"A\",\"timestamp\":1588687728923}");
        gzip("meta_All_Beauty.jsonl.gz",
                "{\"parent_asin\":\"B1\",\"title\":\"Soap\",\"features\":[\"mild\"],\"description\":[\"For hands.\"],\"categories\":[]}");
        run(RawFormat.AMAZON_2023, folder.resolve("All_Beauty.jsonl.gz"));
        assertThat(lines()).containsExactly("A B1 1588687728 view");
        assertThat(items().get(0).text()).isEqualTo("mild For hands.");
    }

    @Test
    void embeddingsFollowTheirItems() throws Exception {
        write("log.csv", "user,item,timestamp,type", "ann,cup,10,click", "bob,cup,12,click", "ann,tea,13,view",
                "bob,tea,14,view", "eve,pot,15,view");
        write("goods.csv", "item,title", "pot,Pot", "tea,Tea", "cup,Cup");
        try (OutputStream out = Files.newOutputStream(folder.resolve("vectors.npy"))) {
            NpyWriter.write(new Float32Matrix(3, 2, new float[] {1, 2, 3, 4, 5, 6}), out);
        }
        core = 2;
        importer(RawFormat.CSV, folder.resolve("log.csv")).run(
                new FileVectors(folder.resolve("vectors.npy")), folder.resolve("out"), false);
        DatasetFolder read = DatasetFolder.open(folder.resolve("out"));
        assertThat(read.items()).extracting(CatalogueItem::id).containsExactly("tea", "cup");
        float[] values = new float[4];
        read.embeddings().orElseThrow().read(0, 2, values);
        assertThat(values).containsExactly(3, 4, 5, 6);
    }

    @Test
    void wordsAreHashedIfAsked() throws Exception {
        write("log.csv", "user,item,timestamp", "ann,cup,10", "ann,tea,13");
        write("goods.csv", "item,title", "tea,Green tea", "cup,Green cup");
        importer(RawFormat.CSV, folder.resolve("log.csv"))
                .run(new HashedVectors(16), folder.resolve("out"), false);
        assertThat(DatasetFolder.open(folder.resolve("out")).embeddings().orElseThrow().columns()).isEqualTo(16);
    }

    @Test
    void whatIsWrongIsNamedByFileLineAndField() throws Exception {
        write("log.csv", "user,item,timestamp", "ann,cup,10", "ann,,12");
        assertThatThrownBy(() -> run(RawFormat.CSV, folder.resolve("log.csv")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("log.csv, line 3, item").hasMessageContaining("must not be empty");
        write("log.csv", "user,item,timestamp", "ann,cup,noon");
        assertThatThrownBy(() -> run(RawFormat.CSV, folder.resolve("log.csv")))
                .hasMessageContaining("line 2, timestamp").hasMessageContaining("must be a number, was noon");
        write("log.csv", "user,thing,timestamp", "ann,cup,1");
        assertThatThrownBy(() -> run(RawFormat.CSV, folder.resolve("log.csv")))
                .hasMessageContaining("item").hasMessageContaining("is not among the names [user, thing, timestamp]");
        assertThat(Files.exists(folder.resolve("out"))).isFalse();
    }

    @Test
    void aFolderThatIsThereIsNotReplacedUnasked() throws Exception {
        write("log.csv", "user,item,timestamp", "ann,cup,10");
        Files.createDirectory(folder.resolve("out"));
        assertThatThrownBy(() -> importer(RawFormat.CSV, folder.resolve("log.csv"))
                .run(VectorSource.NONE, folder.resolve("out"), false))
                .hasMessageStartingWith("--out is there already");
    }

    private void run(RawFormat format, Path source) throws Exception {
        importer(format, source).run(VectorSource.NONE, folder.resolve("out"), true);
    }

    private DatasetImport importer(RawFormat format, Path source) {
        return new DatasetImport(format, source,
                new RawColumns(Optional.of(folder.resolve("goods.csv")).filter(Files::exists), ",", "user", "item",
                        "timestamp", "rating", "type", "title", "text", "categories"),
                new InteractionFilter(0, InteractionFilter.Duplicates.KEEP_ALL, core), new PrintWriter(said));
    }

    private List<CatalogueItem> items() {
        return DatasetFolder.open(folder.resolve("out")).items();
    }

    private List<String> lines() {
        try (Stream<LoggedInteraction> log = DatasetFolder.open(folder.resolve("out")).interactions()) {
            return log.map(line -> line.userId() + " " + line.itemId() + " " + line.eventTimeMillis() / 1000 + " "
                    + line.type()).toList();
        }
    }

    private void write(String name, String... lines) throws Exception {
        Files.write(folder.resolve(name), List.of(lines));
    }

    private void gzip(String name, String line) throws Exception {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
