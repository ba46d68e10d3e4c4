/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tfllmer.app.topics.TestBroker;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.RecommendationSource;
import org.tfllmer.schemas.Recommendations;
import org.tfllmer.schemas.topics.Topic;

@Timeout(120)
class TopicWatchITCase {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final BlockingQueue<Recommendations> lists = new LinkedBlockingQueue<>();
    private volatile String trouble;
    private TestBroker kafka;

    @BeforeEach
    void startBroker() throws Exception {
        kafka = new TestBroker();
    }

    @AfterEach
    void stopBroker() throws Exception {
        kafka.close();
    }

    @Test
    void opensTheGateForABoundaryThatWasAnsweredBeforeOrIsBeforeOne() throws Exception {
        kafka.send(Topic.GENERATIONS, generation("default", 1, GenerationState.COMMITTED, 200));
        try (TopicWatch watch = watch()) {
            assertThat(watch.await(100, PATIENCE)).isTrue();
            assertThat(watch.await(200, PATIENCE)).isTrue();
            assertThat(watch.await(201, Duration.ofMillis(200))).isFalse();
            assertThat(watch.generation()).isEqualTo(1);
        }
    }

    @Test
    void opensTheGateWhenAGenerationWasRevoked() throws Exception {
        try (TopicWatch watch = watch()) {
            kafka.send(Topic.GENERATIONS, generation("default", 1, GenerationState.REVOKED, 100));
            assertThat(watch.await(100, PATIENCE)).isTrue();
            assertThat(watch.generation()).isZero();
        }
    }

    @Test
    void waitsNoLongerWhenAJobHasFailed() throws Exception {
        kafka.send(Topic.GENERATIONS, generation("another", 1, GenerationState.COMMITTED, 100));
        kafka.send(Topic.GENERATIONS, generation("default", 1, GenerationState.PREPARED, 100));
        trouble = "rec-pca-job failed";
        try (TopicWatch watch = watch()) {
            assertThatIllegalStateException().isThrownBy(() -> watch.await(100, PATIENCE)).withMessage(trouble);
        }
    }

    @Test
    void saysWhatItCouldNotRead() throws Exception {
        kafka.send(new ProducerRecord<>(Topic.GENERATIONS.name(), new byte[] {'m'}, new byte[] {'{'}));
        try (TopicWatch watch = watch()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> watch.await(100, PATIENCE))
                    .withMessageStartingWith("Cannot follow what the jobs publish: ");
        }
    }

    @Test
    void handsOnTheListsThatComeWhileItWatches() throws Exception {
        kafka.send(Topic.RECOMMENDATIONS, list("before"));
        try (TopicWatch watch = watch()) {
            kafka.send(Topic.RECOMMENDATIONS, list("while"));
            assertThat(lists.take()).isEqualTo(list("while"));
            assertThat(watch.quality().ofLists().interactions()).isZero();
        }
    }

    private TopicWatch watch() {
        JobConfig config = JobConfig.of(Map.of(
                "kafka.bootstrap-servers", kafka.connection().bootstrapServers(),
                "snapshots.directory", "file:///nowhere",
                "items.embedding-dimension", "64"));
        return new TopicWatch(kafka.connection(), config, lists::add, this::throwIfInTrouble);
    }

    private void throwIfInTrouble() {
        if (trouble != null) {
            throw new IllegalStateException(trouble);
        }
    }

    private static Generation generation(String model, long number, GenerationState state, long boundary) {
        String reason = state == GenerationState.REVOKED ? "no solution" : null;
        return new Generation(model, number, null, state, boundary, List.of(), Map.of(), reason, 0);
    }

    private static Recommendations list(String cause) {
        return new Recommendations("ann", 0, List.of(), RecommendationSource.TRENDING, "all", cause, 10, 0);
    }
}
