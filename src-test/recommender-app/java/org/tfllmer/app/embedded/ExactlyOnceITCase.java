/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.app.replay.KafkaReplayOutput;
import org.tfllmer.graph.BatchGraph;
import org.tfllmer.graph.DirectedRow;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.graph.GraphJob;
import org.tfllmer.jobs.recpca.RecPcaJob;
import org.tfllmer.schemas.CooccurrenceEdges.Neighbour;
import org.tfllmer.schemas.CooccurrenceEdges;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.WireFormat;

/** The task manager is lost in the middle of a run: what is an account must not show it. */
class ExactlyOnceITCase {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void losingTheTaskManagerChangesNeitherTheGraphNorTheNumberOfRecords() throws Exception {
        SmallStream stream = new SmallStream(11);
        Accounts undisturbed = run(stream, "undisturbed", false);
        Accounts disturbed = run(stream, "disturbed", true);

        assertThat(disturbed.counts()).isEqualTo(undisturbed.counts());
        assertSame(disturbed.rows(), undisturbed.rows());
        assertSame(disturbed.rows(), weights(stream.oracle()));
        assertThat(disturbed.generations()).hasSize(SmallStream.DAYS)
                .allSatisfy(generation -> assertThat(generation.state()).isEqualTo(GenerationState.COMMITTED))
                .extracting(Generation::number)
                .containsExactlyElementsOf(
                        undisturbed.generations().stream().map(Generation::number).toList());
    }

    private Accounts run(SmallStream stream, String name, boolean loseTaskManager) throws Exception {
        try (SmallCluster cluster = new SmallCluster(folder.resolve(name), 4, 2)) {
            JobConfig config = cluster.config(Map.of());
            cluster.submit(GraphJob.NAME, config, GraphJob::build);
            cluster.submit(RecPcaJob.NAME, config, RecPcaJob::build);
            try (KafkaReplayOutput output =
                    new KafkaReplayOutput(cluster.connection(), WireFormat.JSON, WireFormat.JSON)) {
                stream.sendFirstHalf(output);
                if (loseTaskManager) {
                    awaitGeneration(cluster, SmallStream.boundary(1));
                    cluster.loseTaskManager();
                }
                stream.sendSecondHalf(output);
            }
            awaitGeneration(cluster, SmallStream.boundary(SmallStream.DAYS));
            return Accounts.read(cluster);
        }
    }

    private static void awaitGeneration(SmallCluster cluster, long boundary) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (cluster.generations().stream().noneMatch(last -> last.boundary() >= boundary)) {
            assertThat(System.nanoTime()).as("generation of boundary %d is there in time", boundary)
                    .isLessThan(deadline);
        }
    }

    private static Map<String, Map<String, Double>> weights(BatchGraph oracle) {
        Map<String, Map<String, Double>> rows = new TreeMap<>();
        oracle.rows(SmallStream.boundary(SmallStream.DAYS)).forEach((item, row) -> rows.put(item, weights(row)));
        return rows;
    }

    private static Map<String, Double> weights(DirectedRow row) {
        Map<String, Double> weights = new TreeMap<>();
        for (int i = 0; i < row.size(); i++) {
            weights.put(row.neighbours()[i], row.weight(i));
        }
        return weights;
    }

    private static void assertSame(
            Map<String, Map<String, Double>> found, Map<String, Map<String, Double>> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((item, row) -> {
            assertThat(found.get(item).keySet()).as(item).isEqualTo(row.keySet());
            row.forEach((neighbour, weight) ->
                    assertThat(found.get(item).get(neighbour)).isCloseTo(weight, within(1e-9 * weight)));
        });
    }

    /** What is to be read, committed records only, once the run is over. */
    private record Accounts(
            Map<String, Integer> counts, Map<String, Map<String, Double>> rows, List<Generation> generations) {

        static Accounts read(SmallCluster cluster) throws Exception {
            Map<String, Integer> counts = new TreeMap<>();
            for (Topic<?> topic : List.of(Topic.COOCCURRENCE_EDGES, Topic.GRAPH_SNAPSHOTS, Topic.GENERATIONS,
                    Topic.ITEM_EMBEDDINGS)) {
                counts.put(topic.name(), cluster.values(topic.name()).size());
            }
            Map<String, Map<String, Double>> rows = new TreeMap<>();
            Codec<CooccurrenceEdges> edges = Topic.COOCCURRENCE_EDGES.codec(WireFormat.AVRO);
            for (byte[] value : cluster.values(Topic.COOCCURRENCE_EDGES.name())) {
                CooccurrenceEdges row = edges.decode(value);
                rows.put(row.itemId(), row.neighbours().stream()
                        .collect(Collectors.toMap(Neighbour::itemId, Neighbour::weight)));
            }
            return new Accounts(counts, rows, cluster.generations());
        }
    }
}
