/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.app.solve.SmallMarket;
import org.tfllmer.dataset.DatasetFolder;
import org.tfllmer.recpca.Basis;
import org.tfllmer.recpca.BasisTensors;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.tensors.SafetensorsReader;

class SolveCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;
    private Path market;

    @BeforeEach
    void write() throws IOException {
        market = SmallMarket.in(folder);
    }

    @Test
    void writesVectorsThatItsBasisGives() throws IOException {
        assertThat(solve("first", "--dimension", "3", "--formulation", "projection")).isZero();
        ReducedItems items =
                ReducedItems.read(SafetensorsReader.read(folder.resolve("first/item_embeddings.safetensors")));
        Basis basis = BasisTensors.read(SafetensorsReader.read(folder.resolve("first/basis.safetensors")));
        assertThat(items.items()).isEqualTo(
                IntStream.range(0, SmallMarket.ITEMS).mapToObj(Integer::toString).toList());
        float[] embedding = new float[SmallMarket.EMBEDDING_LENGTH];
        DatasetFolder.open(market).embeddings().orElseThrow().read(4, 1, embedding);
        float[] projected = basis.project(embedding);
        for (int k = 0; k < 3; k++) {
            assertThat(items.vectors().values()[4 * 3 + k]).isCloseTo(projected[k], within(1e-6f));
        }
    }

    @Test
    void reportsWhatItWasGivenAndFound() throws Exception {
        assertThat(solve("first", "--dimension", "2", "--leave-out", "1")).isZero();
        JsonNode report = report("first");
        assertThat(report.at("/data/items").asInt()).isEqualTo(SmallMarket.ITEMS);
        assertThat(report.at("/data/interactions").asInt())
                .isEqualTo(SmallMarket.USERS * SmallMarket.INTERACTIONS_EACH); // the impression does not count
        assertThat(report.at("/options/formulation").asText()).isEqualTo("smoothed");
        assertThat(report.at("/options/smoothness").asDouble()).isEqualTo(30);
        assertThat(report.at("/options/leaveOut").asInt()).isEqualTo(1);
        assertThat(report.at("/objective").asDouble()).isPositive();
        assertThat(report.at("/eigenvalues")).hasSize(2);
        assertThat(report.at("/residual").asDouble()).isLessThan(1e-7);
        assertThat(report.at("/telemetry/before/normDisparity").asDouble()).isGreaterThan(1);
        assertThat(report.at("/telemetry/after/totalVariation").asDouble())
                .isLessThan(report.at("/telemetry/before/totalVariation").asDouble());
        assertThat(names(report.at("/seconds"))).containsExactly("read", "graph", "solve", "measure", "write");
        assertThat(out.toString()).contains("smoothed at 30.0", "total variation", "Written to");
    }

    @Test
    void namesItsFilesWithTheirContent() throws Exception {
        solve("first");
        JsonNode files = report("first").at("/files");
        assertThat(files).hasSize(2);
        for (JsonNode file : files) {
            byte[] bytes = Files.readAllBytes(folder.resolve("first").resolve(file.at("/path").asText()));
            String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            assertThat(file.at("/sha256").asText()).isEqualTo(sha256);
        }
    }

    @Test
    void whatIsLeftOutIsNotInTheGraph() throws IOException {
        solve("all");
        solve("without", "--leave-out", "2");
        assertThat(report("without").at("/data/edges").asInt()).isPositive()
                .isLessThan(report("all").at("/data/edges").asInt());
    }

    @Test
    void startsFromAnEarlierSolveAndStaysWhereItWas() throws IOException {
        solve("first", "--dimension", "2");
        assertThat(solve("second", "--dimension", "2", "--previous", folder.resolve("first").toString())).isZero();
        JsonNode alignment = report("second").at("/alignment");
        assertThat(alignment.at("/commonItems").asInt()).isEqualTo(SmallMarket.ITEMS);
        assertThat(alignment.at("/residual").asDouble()).isLessThan(1e-5);
        assertThat(out.toString()).contains("over 24 items of both solves");
    }

    @Test
    void comparesTheFormulationsOnWhatWasLeftOut() throws IOException {
        assertThat(solve("first", "--dimension", "2", "--probe", "--probe-users", "20")).isZero();
        JsonNode report = report("first");
        assertThat(report.at("/options/leaveOut").asInt()).isEqualTo(2);
        assertThat(report.at("/probe/users").asInt()).isEqualTo(20);
        assertThat(hitRate(report, "smoothed", 30)).isGreaterThan(hitRate(report, "pca", 0));
        assertThat(out.toString()).contains("on 20 users", "HR@10", "NDCG@10").containsPattern("(?m)^spectral +0.1 ");
    }

    private static double hitRate(JsonNode report, String formulation, double smoothness) {
        for (JsonNode candidate : report.at("/probe/candidates")) {
            if (candidate.at("/formulation").asText().equals(formulation)
                    && candidate.at("/smoothness").asDouble() == smoothness) {
                return candidate.at("/hitRate").asDouble();
            }
        }
        throw new AssertionError("There is no " + formulation + " at " + smoothness);
    }

    @Test
    void refusesWhatIsNoFormulation() {
        assertThat(solve("first", "--formulation", "magic")).isEqualTo(2);
        assertThat(err.toString())
                .contains("'--formulation'", "must be one of projection, smoothed, spectral, was magic");
    }

    @Test
    void refusesAPriceThatTheFormulationCannotHave() {
        assertThat(solve("first", "--formulation", "spectral", "--smoothness", "30")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("recommender: --smoothness must be between 0 and 1 for spectral, was 30.0\n");
    }

    @Test
    void refusesMoreComponentsThanTheEmbeddingsHave() {
        assertThat(solve("first", "--dimension", "7")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo(
                "recommender: --dimension must be at most 6, the length of the embeddings, was 7\n");
    }

    @Test
    void refusesToProbeWhatTheGraphHasSeen() {
        assertThat(solve("first", "--probe", "--leave-out", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--leave-out must be 1 or more, was 0");
    }

    @Test
    void refusesAPreviousSolveThatIsNone() {
        assertThat(solve("first", "--previous", market.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--previous must be the folder of an earlier solve, there is no "
                + market.resolve("basis.safetensors"));
    }

    @Test
    void refusesAPreviousSolveOfAnotherDimension() {
        solve("first", "--dimension", "2");
        assertThat(solve("second", "--dimension", "3", "--previous", folder.resolve("first").toString())).isEqualTo(2);
        assertThat(err.toString()).isEqualTo(
                "recommender: --previous reduces from 6 to 2 components, this solve from 6 to 3\n");
    }

    @Test
    void refusesEmbeddingsThatAreNotThere() {
        assertThat(solve("first", "--embeddings", "other.npy")).isEqualTo(2);
        assertThat(err.toString()).contains("--embeddings must be a file in the folder of --data, there is no "
                + market.resolve("other.npy"));
    }

    @Test
    void refusesAFileInPlaceOfItsFolder() throws IOException {
        Files.writeString(folder.resolve("taken"), "");
        assertThat(solve("taken")).isEqualTo(2);
        assertThat(err.toString()).contains("--out must be a folder, was the file");
    }

    private int solve(String name, String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("solve", "--data", market.toString(), "--out", folder.resolve(name).toString()));
        all.addAll(List.of(arguments));
        return Recommender.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(new String[0]));
    }

    private JsonNode report(String name) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(name).resolve("report.json").toFile());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
