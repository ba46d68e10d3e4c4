/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs;

import static org.apache.flink.configuration.CoreOptions.DEFAULT_PARALLELISM;
import static org.apache.flink.configuration.PipelineOptions.AUTO_GENERATE_UIDS;
import static org.apache.flink.configuration.PipelineOptions.GENERIC_TYPES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.runtime.partitioner.ForwardPartitioner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tfllmer.jobs.backbone.FineTuneJob;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.graph.GraphJob;
import org.tfllmer.jobs.ingest.AcceptInteractions;
import org.tfllmer.jobs.recpca.RecPcaJob;
import org.tfllmer.jobs.serving.RecommendJob;

/** What can be said of the jobs before they run. */
class JobGraphTest {

    /** Flink makes an exactly-once sink's second operator, and its uid from the sink's. */
    private static final String COMMITTER = "Sink Committer: ";

    /** Each outlives the code that wrote its state: a uid that is missing here loses state at the next start. */
    private static final Map<String, List<String>> UIDS = Map.of(
            GraphJob.NAME, List.of("source-interactions", "accept-interactions", "interactions-of-users",
                    "source-user-deletions", "sort-user-requests", "requests-of-users", "pair-recent-items",
                    "bundle-co-occurrences", "limit-neighbours", "grow-graph", "assemble-graph-snapshot",
                    "measure-top-contributors", "shares-are-metrics-only",
                    "sink-cooccurrence-edges", "sink-graph-snapshots", "sink-user-deletions-done",
                    "sink-dead-letters"),
            RecPcaJob.NAME, List.of("source-items", "sort-item-arrivals", "source-graph-snapshots",
                    "keep-item-vectors", "request-solve", "solve-rec-pca", "list-item-embeddings",
                    "source-generations", "generations-of-model", "committed-generations",
                    "project-items", "prune-snapshots", "prune-generations",
                    "sink-generations", "sink-item-embeddings", "sink-dead-letters"),
            FineTuneJob.NAME, List.of("source-generations", "generations-of-model", "source-graph-snapshots",
                    "request-fine-tune", "fine-tune-backbone", "list-item-embeddings",
                    "sink-generations", "sink-item-embeddings"),
            RecommendJob.NAME, List.of("source-interactions", "accept-interactions", "source-generations",
                    "committed-generations", "generation-updates", "source-item-embeddings", "changes-between-generations",
                    "item-updates", "count-trending", "recommend-items",
                    "tally-evaluations", "sink-recommendations", "sink-evaluations"));

    /** A job by its name. */
    record Job(String name, BiConsumer<StreamExecutionEnvironment, JobConfig> build) {

        StreamGraph graph(int parallelism) {
            Configuration settings = new Configuration()
                    .set(AUTO_GENERATE_UIDS, false)
                    .set(GENERIC_TYPES, false)
                    .set(DEFAULT_PARALLELISM, parallelism);
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
            build.accept(env, JobConfig.of(JobSettings.smallest()));
            return env.getStreamGraph();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Job> jobs() {
        return List.of(new Job(GraphJob.NAME, GraphJob::build), new Job(RecPcaJob.NAME, RecPcaJob::build),
                new Job(RecommendJob.NAME, RecommendJob::build), new Job(FineTuneJob.NAME, FineTuneJob::build));
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void everyOperatorHasTheUidThatItsStateIsKeptUnder(Job job) {
        List<String> uids = new ArrayList<>();
        for (StreamNode node : job.graph(2).getStreamNodes()) {
            assertThat(node.getTransformationUID()).as("uid of %s", node.getOperatorName()).isNotNull();
            uids.add(node.getTransformationUID());
        }
        uids.removeIf(uid -> uid.startsWith(COMMITTER));
        assertThat(uids).containsExactlyInAnyOrderElementsOf(UIDS.get(job.name()));
    }

    @ParameterizedTest
    @MethodSource("jobs")
    void flinkAcceptsTheJobWithoutGeneratedUidsAndWithoutKryo(Job job) {
        assertThat(job.graph(2).getJobGraph().getVertices()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16})
    void interactionsAreAcceptedInTheTaskThatReadsTheirPartition(int parallelism) {
        for (Job job : List.of(jobs().get(0), jobs().get(2))) {
            StreamNode accepting = node(job.graph(parallelism), AcceptInteractions.UID);
            StreamEdge in = accepting.getInEdges().get(0);
            assertThat(in.getPartitioner()).as("%s at parallelism %s", job, parallelism)
                    .isInstanceOf(ForwardPartitioner.class);
        }
    }

    @Test
    void oneSubtaskWritesWhatNeedsOneOrder() {
        StreamGraph graph = jobs().get(0).graph(8);
        assertThat(node(graph, "assemble-graph-snapshot").getParallelism()).isEqualTo(1);
        assertThat(node(jobs().get(1).graph(8), "request-solve").getParallelism()).isEqualTo(1);
        assertThat(node(jobs().get(1).graph(8), "solve-rec-pca").getParallelism()).isEqualTo(1);
    }

    private static StreamNode node(StreamGraph graph, String uid) {
        return graph.getStreamNodes().stream()
                .filter(node -> uid.equals(node.getTransformationUID()))
                .findFirst()
                .orElseThrow();
    }
}
