/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.app.replay.KafkaReplayOutput;
import org.tfllmer.backbone.Trainer;
import org.tfllmer.jobs.backbone.FineTuneBackbone;
import org.tfllmer.jobs.backbone.FineTuneJob;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.graph.GraphJob;
import org.tfllmer.jobs.recpca.RecPcaJob;
import org.tfllmer.jobs.serving.RecommendJob;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.Recommendations;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.WireFormat;

/** The task manager is lost while a backbone is being fine-tuned. */
class FineTuneRecoveryITCase {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void theFineTuningIsAskedForAgainAndAnsweredOnceAndListsGoOn() throws Exception {
        SmallStream stream = new SmallStream(11);
        try (SmallCluster cluster = new SmallCluster(folder, 4, 1)) {
            JobConfig config = cluster.config(Map.of("rec-pca.commit", "false", "fine-tune.device", "cpu",
                    "fine-tune.min-steps", "400", "fine-tune.batch-size", "8", "generations.retained", "99"));
            cluster.submit(GraphJob.NAME, config, GraphJob::build);
            cluster.submit(RecPcaJob.NAME, config, RecPcaJob::build);
            cluster.submit(FineTuneJob.NAME, config, FineTuneJob::build);
            cluster.submit(RecommendJob.NAME, config, RecommendJob::build);
            try (KafkaReplayOutput output =
                    new KafkaReplayOutput(cluster.connection(), WireFormat.JSON, WireFormat.JSON)) {
                stream.sendFirstHalf(output);
                await("a fine-tuning is under way", FineTuneRecoveryITCase::trains);
                cluster.loseTaskManager();
                stream.sendSecondHalf(output);
            }
            await("the last generation is answered", () -> cluster.generations().stream()
                    .anyMatch(said -> said.boundary() >= SmallStream.boundary(SmallStream.DAYS)
                            && said.state() != GenerationState.PREPARED));
            assertAnsweredOnce(cluster.generations());
            await("every interaction is answered", () -> listed(cluster).containsAll(eventIds(cluster)));
        }
    }

    private static void assertAnsweredOnce(List<Generation> said) {
        for (long number = 1; number <= SmallStream.DAYS; number++) {
            long one = number;
            assertThat(said).as("generation %d", number).filteredOn(generation -> generation.number() == one)
                    .extracting(Generation::state)
                    .satisfiesExactly(
                            first -> assertThat(first).isEqualTo(GenerationState.PREPARED),
                            second -> assertThat(second).isNotEqualTo(GenerationState.PREPARED));
        }
        assertThat(said).anyMatch(generation -> generation.state() == GenerationState.COMMITTED);
    }

    /** The task manager runs in this process. */
    private static boolean trains() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals(FineTuneBackbone.UID))
                .flatMap(thread -> Arrays.stream(thread.getValue()))
                .anyMatch(frame -> frame.getClassName().startsWith(Trainer.class.getName()));
    }

    private static Set<String> listed(SmallCluster cluster) throws Exception {
        Codec<Recommendations> codec = Topic.RECOMMENDATIONS.codec(WireFormat.JSON);
        Set<String> causes = new HashSet<>();
        for (byte[] value : cluster.values(Topic.RECOMMENDATIONS.name())) {
            causes.add(codec.decode(value).causeEventId());
        }
        return causes;
    }

    private static Set<String> eventIds(SmallCluster cluster) throws Exception {
        Codec<Interaction> codec = Topic.INTERACTIONS.codec(WireFormat.JSON);
        Set<String> ids = new HashSet<>();
        for (byte[] value : cluster.values(Topic.INTERACTIONS.name())) {
            if (value != null) {
                ids.add(codec.decode(value).eventId());
            }
        }
        return ids;
    }

    private static void await(String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
        }
    }

    private interface Condition {

        boolean holds() throws Exception;
    }
}
