/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tfllmer.jobs.JobSettings;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.SnapshotFile;

/** Requests through the operator that solves them, with its state in snapshots. */
class SolveRecPcaTest {

    private static final int ITEMS = 40;
    private static final int LENGTH = 8;
    private static final long TIMEOUT = 600_000;

    @TempDir
    private Path folder;

    private Map<String, String> settings;

    @BeforeEach
    void configure() {
        settings = JobSettings.with("snapshots.directory", folder.toUri().toString());
    }

    @ParameterizedTest
    @CsvSource({"projection, 0.5", "smoothed, 30", "spectral, 0.1"})
    void vectorsOfTwoGenerationsDifferByNoMoreThanTheAlignmentResidualSays(String formulation, String smoothness)
            throws Exception {
        settings.put("rec-pca.formulation", formulation);
        settings.put("rec-pca.smoothness", smoothness);
        List<Generation> generations = solve(request(1, ITEMS, 0), request(2, ITEMS + 5, 0.05));
        ReducedItems before = GenerationFiles.items(store(), generations.get(0));
        ReducedItems after = GenerationFiles.items(store(), generations.get(1));
        Map<String, Double> measures = generations.get(1).measures();
        double moved = 0;
        double length = 0;
        double largest = 0;
        for (int item = 0; item < ITEMS; item++) {
            double squares = 0;
            for (int at = item * before.vectors().columns(); at < (item + 1) * before.vectors().columns(); at++) {
                squares += Math.pow(after.vectors().values()[at] - before.vectors().values()[at], 2);
                length += Math.pow(before.vectors().values()[at], 2);
            }
            moved += squares;
            largest = Math.max(largest, Math.sqrt(squares));
        }
        assertThat(measures).containsEntry("common-items", (double) ITEMS);
        assertThat(Math.sqrt(moved / length)).isCloseTo(measures.get("alignment-residual"), within(1e-5)).isPositive();
        assertThat(largest).isCloseTo(measures.get("largest-move"), within(1e-5));
        assertThat(generations.get(1).parent()).isEqualTo(1);
    }

    @Test
    void afterARestartTheNextSolveStartsFromTheGenerationInTheStore() throws Exception {
        List<Generation> undisturbed = solve(request(1, ITEMS, 0), request(2, ITEMS, 0.05));
        Generation again = solve(request(2, ITEMS, 0.05)).get(0);
        assertThat(again.files()).isEqualTo(undisturbed.get(1).files());
        assertThat(again.parent()).isEqualTo(1);
    }

    @Test
    void aFailureDuringASolveAsksAgainAndPublishesOnce() throws Exception {
        OperatorSubtaskState state;
        try (var operator = operator()) {
            operator.open();
            operator.processElement(request(1, ITEMS, 0), 0);
            state = operator.snapshot(1, 1);
            assertThat(operator.extractOutputValues()).isEmpty();
        }
        try (var operator = operator()) {
            operator.initializeState(state);
            operator.open();
            operator.endInput();
            assertThat(operator.extractOutputValues()).extracting(Generation::number).containsExactly(1L);
            state = operator.snapshot(2, 2);
        }
        try (var operator = operator()) {
            operator.initializeState(state);
            operator.open();
            operator.endInput();
            assertThat(operator.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void aGenerationThatBreaksABoundIsRevokedAndTheNextStartsFromTheOneBeforeIt() throws Exception {
        settings.put("rec-pca.at-most.alignment-residual", "0.2");
        List<Generation> generations =
                solve(request(1, ITEMS, 0), request(2, ITEMS, 100), request(3, ITEMS, 0.01));
        assertThat(generations).extracting(Generation::state).containsExactly(
                GenerationState.COMMITTED, GenerationState.REVOKED, GenerationState.COMMITTED);
        assertThat(generations.get(1).reason()).startsWith("alignment-residual is ")
                .endsWith("more than rec-pca.at-most.alignment-residual allows: 0.2");
        assertThat(generations.get(1).files()).isEmpty();
        assertThat(generations.get(2).parent()).isEqualTo(1);
        assertThat(store().list("generations/default")).containsExactlyInAnyOrder("1", "3");
    }

    @Test
    void aSolveThatDoesNotConvergeIsRevokedWithTheReason() throws Exception {
        settings.put("rec-pca.formulation", "spectral");
        settings.put("rec-pca.smoothness", "0.1");
        settings.put("rec-pca.iteration-limit", "1");
        settings.put("rec-pca.tolerance", "1e-15");
        Generation generation = solve(request(1, 400, 0)).get(0);
        assertThat(generation.state()).isEqualTo(GenerationState.REVOKED);
        assertThat(generation.reason()).isNotBlank();
    }

    @Test
    void aMeasureThatDoesNotExistIsLeftOut() throws Exception {
        Generation generation = solve(request(1, 1, 0)).get(0);
        assertThat(generation.state()).isEqualTo(GenerationState.COMMITTED);
        assertThat(generation.measures()).containsEntry("items", 1.0).containsEntry("waiting-items", 3.0)
                .doesNotContainKeys("mean-cosine-after", "alignment-residual", "hessian-condition");
        assertThat(generation.measures().values()).allMatch(Double::isFinite);
    }

    @Test
    void correctedSumsAreComparedWithFullOnesAtTheirRhythm() throws Exception {
        settings.put("rec-pca.formulation", "projection");
        settings.put("rec-pca.full-every", "2");
        List<Generation> generations = solve(request(1, ITEMS, 0), request(2, ITEMS + 1, 0), request(3, ITEMS + 2, 0),
                request(4, ITEMS + 3, 0));
        assertThat(generations).extracting(generation -> generation.measures().containsKey("drift"))
                .containsExactly(false, false, true, false);
        assertThat(generations.get(2).measures().get("drift")).isBetween(0.0, 1e-12);
    }

    @Test
    void aPredecessorOfAnotherDimensionIsNotStartedFrom() throws Exception {
        solve(request(1, ITEMS, 0));
        settings.put("rec-pca.dimension", "3");
        Generation generation = solve(request(2, ITEMS, 0)).get(0);
        assertThat(generation.state()).isEqualTo(GenerationState.COMMITTED);
        assertThat(generation.parent()).isNull();
    }

    private List<Generation> solve(SolveRequest... requests) throws Exception {
        try (var operator = operator()) {
            operator.open();
            for (SolveRequest request : requests) {
                operator.processElement(request, request.boundary());
            }
            operator.endInput();
            return new ArrayList<>(operator.extractOutputValues());
        }
    }

    /** The same random embeddings each time but for other noise, of a size relative to theirs. */
    private SolveRequest request(long number, int items, double noise) throws Exception {
        Random base = new Random(7);
        Random moved = new Random(number);
        VectorShardWriter shard = new VectorShardWriter(LENGTH);
        for (int item = 0; item < items; item++) {
            float[] embedding = new float[LENGTH];
            for (int j = 0; j < LENGTH; j++) {
                embedding[j] = (float) ((j + 1) * (base.nextGaussian() + noise * moved.nextGaussian()) + 1);
            }
            shard.add("item-%03d".formatted(item), embedding);
        }
        SnapshotFile file = shard.write(store(), number * 100, 0).file();
        return new SolveRequest(number, number * 100, List.of(), List.of(file), 3);
    }

    private SnapshotStore store() {
        return new SnapshotStore(folder.toUri().toString());
    }

    private OneInputStreamOperatorTestHarness<SolveRequest, Generation> operator() throws Exception {
        JobConfig config = JobConfig.of(settings);
        SolveRecPca solve = new SolveRecPca(store(), LENGTH, config.recPca(), config.fullEvery(),
                config.bounds(), new GenerationWriter(store(), config.model(), config.commit()));
        return new OneInputStreamOperatorTestHarness<>(
                new AsyncWaitOperatorFactory<>(solve, TIMEOUT, 16, OutputMode.ORDERED),
                TypeInformation.of(SolveRequest.class).createSerializer(
                        new SerializerConfigImpl()));
    }
}
