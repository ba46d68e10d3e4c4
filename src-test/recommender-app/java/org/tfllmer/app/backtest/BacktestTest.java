/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.backbone.BackboneKind;
import org.tfllmer.recpca.RecPcaOptions;
import org.tfllmer.dataset.ShopGenerator;

/** Every method on the generated shop, one epoch: that it runs, resumes and repeats, not how good it is. */
class BacktestTest {

    @TempDir
    private static Path shop;

    @TempDir
    private Path out;

    private final StringWriter said = new StringWriter();

    @BeforeAll
    static void generate() throws Exception {
        new ShopGenerator(ShopGenerator.SEED).write(shop);
    }

    @Test
    void everyMethodIsTestedAndReported() throws Exception {
        backtest(List.of(Method.values()), BacktestOptions.Split.TEMPORAL, 1, out);
        JsonNode results = new ObjectMapper().readTree(out.resolve("results.json").toFile());
        assertThat(results.get("runs")).hasSize(Method.values().length).allSatisfy(run -> {
            assertThat(run.get("metrics").get("hr20").asDouble()).isBetween(0.0, 1.0);
            assertThat(run.get("metrics").get("hr20").asDouble())
                    .isGreaterThanOrEqualTo(run.get("metrics").get("hr10").asDouble());
        });
        assertThat(Files.readAllLines(out.resolve("results.csv"))).hasSize(1 + Method.values().length);
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("<svg", "aria-label=\"Training loss by epoch, gru4rec.", "tf-llmer-frozen, gru4rec")
                .doesNotContain("http", "{quality}", "NaN");
        assertThat(said.toString()).contains("run 11 of 11");
    }

    @Test
    void aSecondCallGoesOnAndARunRepeatsBitForBit() throws Exception {
        List<Method> methods = List.of(Method.TF_LLMER, Method.EASE);
        backtest(methods, BacktestOptions.Split.LEAVE_ONE_OUT, 2, out);
        Path run = out.resolve("runs/tf-llmer-gru4rec-1.json");
        FileTime written = Files.getLastModifiedTime(run);
        Files.delete(out.resolve("runs/tf-llmer-gru4rec-2.json"));
        backtest(methods, BacktestOptions.Split.LEAVE_ONE_OUT, 2, out);
        assertThat(said.toString()).contains("1 of 3 runs to do");
        assertThat(Files.getLastModifiedTime(run)).isEqualTo(written);

        Path other = out.resolve("other");
        backtest(methods, BacktestOptions.Split.LEAVE_ONE_OUT, 2, other);
        for (String name : List.of("tf-llmer-gru4rec-1", "tf-llmer-gru4rec-2", "ease")) {
            JsonNode one = new ObjectMapper().readTree(out.resolve("runs/" + name + ".json").toFile());
            JsonNode again = new ObjectMapper().readTree(other.resolve("runs/" + name + ".json").toFile());
            assertThat(again.get("metrics")).isEqualTo(one.get("metrics"));
            assertThat(again.get("losses")).isEqualTo(one.get("losses"));
        }
    }

    @Test
    void theFirstSeedChoosesForAll() throws Exception {
        train(Method.TF_LLMER, 2, 1, 1, 0, 256, out);
        assertThat(epochs("tf-llmer-gru4rec-1")).isEqualTo(4);
        assertThat(epochs("tf-llmer-gru4rec-2")).isEqualTo(1);
        JsonNode first = run("tf-llmer-gru4rec-1");
        JsonNode best = StreamSupport.stream(first.get("tries").spliterator(), false)
                .max(Comparator.comparingDouble(one -> one.get("validationNdcg").asDouble()))
                .orElseThrow();
        assertThat(first.get("tries")).hasSize(4);
        assertThat(first.get("chosen")).isEqualTo(best.get("options"));
        assertThat(first.get("validationNdcg")).isEqualTo(best.get("validationNdcg"));
        assertThat(run("tf-llmer-gru4rec-2").get("chosen")).isEqualTo(first.get("chosen"));
        assertThat(run("tf-llmer-gru4rec-2").has("tries")).isFalse();
        assertThat(Files.readString(out.resolve("report.html"))).contains("learningRate 0.0003, smoothness 30", "learningRate 0.01, smoothness 30");
    }

    @Test
    void aSearchGoesOnWhereItStopped() throws Exception {
        train(Method.TF_LLMER, 1, 1, 1, 0, 256, out);
        JsonNode whole = run("tf-llmer-gru4rec-1");
        Files.delete(out.resolve("runs/tf-llmer-gru4rec-1.json"));
        Files.delete(out.resolve("tries/tf-llmer-gru4rec-1.rate-0.003-smoothness-30.json"));
        train(Method.TF_LLMER, 1, 1, 1, 0, 256, out);
        assertThat(epochs("tf-llmer-gru4rec-1")).isEqualTo(4 + 1);
        assertThat(run("tf-llmer-gru4rec-1").get("tries")).isEqualTo(whole.get("tries"));
        assertThat(run("tf-llmer-gru4rec-1").get("metrics")).isEqualTo(whole.get("metrics"));
    }

    @Test
    void aSearchOfFewerEpochsIsFollowedByATrainingWithItsChoice() throws Exception {
        train(Method.PCA, 1, 2, 1, 0, 256, out);
        assertThat(epochs("pca-gru4rec-1")).isEqualTo(4 + 2);
        assertThat(run("pca-gru4rec-1").get("losses")).hasSize(2);
        assertThat(run("pca-gru4rec-1").get("tries")).hasSize(4);
        assertThat(said.toString().lines().filter(line -> line.contains("epoch   2 of 2")))
                .singleElement().asString().endsWith(" 0 s left");
    }

    private long epochs(String run) {
        return said.toString().lines().filter(line -> line.startsWith(run) && line.contains("epoch")).count();
    }

    private JsonNode run(String name) throws Exception {
        return new ObjectMapper().readTree(out.resolve("runs/" + name + ".json").toFile());
    }

    @Test
    void anEarlyEndTakesTheBestWeights() throws Exception {
        train(Method.NORMALISATION, 1, 30, 0, 1, 32, out);
        JsonNode run = run("normalisation-gru4rec-1");
        int best = run.get("chosen").get("bestEpoch").asInt();
        assertThat(run.get("losses")).hasSizeLessThan(30).hasSize(best + 1);

        Path stopped = out.resolve("short");
        train(Method.NORMALISATION, 1, best, 0, 0, 32, stopped);
        JsonNode ended = new ObjectMapper().readTree(stopped.resolve("runs/normalisation-gru4rec-1.json").toFile());
        assertThat(run.get("metrics")).isEqualTo(ended.get("metrics"));
    }

    @Test
    void runsOfOtherOptionsAreNotMixedWithThese() throws Exception {
        backtest(List.of(Method.POPULARITY), BacktestOptions.Split.LEAVE_ONE_OUT, 1, out);
        assertThatThrownBy(() -> backtest(List.of(Method.POPULARITY), BacktestOptions.Split.TEMPORAL, 1, out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--out holds a backtest with other options: ")
                .hasMessageContaining("split was leave-one-out and is temporal");
    }

    private void train(Method method, int seeds, int epochs, int search, int patience, int batchSize, Path folder)
            throws Exception {
        new Backtest(new BacktestOptions(shop, Optional.empty(), List.of(method), List.of(BackboneKind.GRU4REC), seeds,
                epochs, search, patience, BacktestOptions.Split.LEAVE_ONE_OUT,
                List.of(RecPcaOptions.defaults().withDimension(16)), batchSize, 20, 1, folder), new PrintWriter(said)).run();
    }

    private void backtest(List<Method> methods, BacktestOptions.Split split, int seeds, Path folder) throws Exception {
        new Backtest(new BacktestOptions(shop, Optional.empty(), methods, List.of(BackboneKind.GRU4REC), seeds, 1, 0, 0,
                split, List.of(RecPcaOptions.defaults().withDimension(16)), 256, 20, 2, folder), new PrintWriter(said)).run();
    }
}
