/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.tfllmer.app.topics.TestBroker;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.schemas.DeadLetter;
import org.tfllmer.schemas.Evaluation;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.Heartbeat;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;
import org.tfllmer.schemas.RecommendationSource;
import org.tfllmer.schemas.Recommendations;
import org.tfllmer.schemas.topics.Topic;

class SummaryReaderITCase {

    private static final Summary.Seconds SECONDS = new Summary.Seconds(1.0, 2.0, 3.0);

    @Test
    void countsWhatIsOnTheTopics() throws Exception {
        try (TestBroker kafka = new TestBroker()) {
            kafka.send(Topic.INTERACTIONS, new Interaction("e1", "ann", "assam", InteractionType.VIEW, null, 10));
            kafka.send(Topic.INTERACTIONS, new Interaction("e2", "bob", "assam", InteractionType.VIEW, null, 20));
            kafka.send(new ProducerRecord<>(Topic.INTERACTIONS.name(), null, null));
            kafka.send(new Heartbeat(30));
            kafka.send(deadLetter("late"));
            kafka.send(deadLetter("malformed"));
            kafka.send(deadLetter("malformed"));
            kafka.send(Topic.GRAPH_SNAPSHOTS, snapshot(100, Map.of("accepted", 1L, "duplicates", 0L, "users", 1L)));
            kafka.send(Topic.GRAPH_SNAPSHOTS, snapshot(
                    200, Map.of("accepted", 7L, "duplicates", 2L, "users", 3L, "items", 4L, "edges", 5L)));
            kafka.send(Topic.GENERATIONS, generation("default", 1, GenerationState.PREPARED));
            kafka.send(Topic.GENERATIONS, generation("default", 1, GenerationState.COMMITTED));
            kafka.send(Topic.GENERATIONS, generation("default", 2, GenerationState.REVOKED));
            kafka.send(Topic.GENERATIONS, generation("another", 1, GenerationState.COMMITTED));
            kafka.send(Topic.RECOMMENDATIONS, list("e1"));
            kafka.send(Topic.RECOMMENDATIONS, list("e2"));
            kafka.send(Topic.RECOMMENDATIONS, list("e2"));
            kafka.send(Topic.EVALUATIONS, evaluation("semantic", 0.5));
            kafka.send(Topic.EVALUATIONS, evaluation("popular", 0.25));

            JobConfig config = JobConfig.of(Map.of(
                    "kafka.bootstrap-servers", kafka.connection().bootstrapServers(),
                    "snapshots.directory", "file:///nowhere",
                    "items.embedding-dimension", "64"));
            assertThat(new SummaryReader(kafka.connection(), config).read("tea-shop", SECONDS)).isEqualTo(new Summary(
                    "tea-shop",
                    new Summary.Events(3, 7, 2, 1),
                    Map.of("late", 1L, "malformed", 2L),
                    new Summary.Graph(3, 4, 5),
                    new Summary.Generations(1, 1),
                    2,
                    new Quality(8, 0.5, 0.5),
                    new Quality(8, 0.25, 0.25),
                    SECONDS,
                    Map.of("semantic", new Quality(8, 0.5, 0.5)),
                    List.of(new Summary.Window(0, 100, new Quality(8, 0.5, 0.5), new Quality(8, 0.25, 0.25))),
                    List.of(new Summary.Answer(1, "committed", 100, null, Map.of()), new Summary.Answer(
                            2, "revoked", 100, "no item has a language-model embedding", Map.of()))));
        }
    }

    private static DeadLetter deadLetter(String reason) {
        return new DeadLetter(null, new byte[] {1}, "interactions", 0, 0, "test", reason, null, null, 0);
    }

    private static GraphSnapshot snapshot(long boundary, Map<String, Long> counts) {
        return new GraphSnapshot(boundary, List.of(), counts);
    }

    private static Generation generation(String model, long number, GenerationState state) {
        String reason = state == GenerationState.REVOKED ? "no item has a language-model embedding" : null;
        return new Generation(model, number, null, state, 100, List.of(), Map.of(), reason, 0);
    }

    private static Recommendations list(String cause) {
        return new Recommendations("ann", 0, List.of(), RecommendationSource.TRENDING, "all", cause, 10, 0);
    }

    private static Evaluation evaluation(String ranker, double share) {
        return new Evaluation("all", 0, 100, ranker, 1, 10, 8, share, share, share, 1, 0);
    }
}
