/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.AsyncDataStream.OutputMode;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.jobs.JobSettings;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.recpca.GenerationFiles;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.SnapshotFile;

class FineTuneBackboneTest {

    private static final long TIMEOUT = 600_000;

    @TempDir
    private Path folder;

    private Map<String, String> settings;
    private Circle circle;

    @BeforeEach
    void configure() {
        settings = JobSettings.with("snapshots.directory", folder.toUri().toString());
        settings.put("rec-pca.dimension", Integer.toString(Circle.DIMENSION));
        settings.put("fine-tune.device", "cpu");
        settings.put("fine-tune.epochs", "12");
        settings.put("fine-tune.min-steps", "0");
        settings.put("fine-tune.batch-size", "16");
        settings.put("fine-tune.dropout", "0");
        settings.put("fine-tune.learning-rate", "0.02");
        circle = new Circle(store());
    }

    @Test
    void theBackboneIsWrittenBesideTheOtherFilesAndCommittedUnderTheSameNumber() throws Exception {
        Generation committed = fineTune(request(1, 100, null)).get(0);
        Generation prepared = circle.prepared(1);
        assertThat(committed.state()).isEqualTo(GenerationState.COMMITTED);
        assertThat(committed.number()).isEqualTo(1);
        assertThat(committed.boundary()).isEqualTo(prepared.boundary());
        assertThat(committed.files()).startsWith(prepared.files().get(0)).hasSize(2);
        assertThat(committed.files().get(1).path()).isEqualTo("generations/default/1/backbone.safetensors");
        assertThat(GenerationFiles.backbone(store(), committed).orElseThrow().items()).hasSize(Circle.ITEMS);
        assertThat(committed.measures()).containsEntry("fine-tune-held-out", 50.0)
                .containsKeys("fine-tune-loss", "fine-tune-steps", "fine-tune-mean-cosine");
        assertThat(committed.measures().get("fine-tune-hit-rate")).isGreaterThan(0.9);
        assertThat(committed.measures().get("fine-tune-loss"))
                .isLessThan(committed.measures().get("fine-tune-first-loss"));
    }

    @Test
    void theNextStartsFromTheWeightsOfTheOneBefore() throws Exception {
        List<Generation> generations = fineTune(request(1, 100, null), request(2, 100, null));
        assertThat(generations).extracting(Generation::state).containsOnly(GenerationState.COMMITTED);
        Map<String, Double> measures = generations.get(1).measures();
        assertThat(measures.get("fine-tune-hit-rate-in-service")).isGreaterThan(0.9);
        assertThat(measures.get("fine-tune-loss")).isLessThan(generations.get(0).measures().get("fine-tune-loss"));
    }

    @Test
    void afterARestartItStartsFromTheGenerationInService() throws Exception {
        Generation first = fineTune(request(1, 100, null)).get(0);
        Generation undisturbed = fineTune(request(1, 100, null), request(2, 100, null)).get(1);
        Generation resumed = fineTune(request(2, 100, first)).get(0);
        assertThat(resumed.files()).isEqualTo(undisturbed.files());
    }

    @Test
    void afterARollbackItStartsFromTheGenerationThatWasCommittedAgain() throws Exception {
        List<Generation> both = fineTune(request(1, 100, null), request(2, 100, null));
        Generation first = both.get(0);
        Generation rolledBack = new Generation(first.model(), 1, null, GenerationState.COMMITTED, first.boundary(),
                first.files(), first.measures(), null, Long.MAX_VALUE);
        Generation expected = fineTune(request(3, 100, first)).get(0);
        Generation third =
                fineTune(request(1, 100, null), request(2, 100, null), request(3, 100, rolledBack)).get(2);
        assertThat(third.files()).isEqualTo(expected.files());
    }

    @Test
    void aTrainingWhoseLossIsNoNumberIsRevokedWithTheReason() throws Exception {
        settings.put("backbone.temperature", "1e-44");
        Generation revoked = fineTune(request(1, 100, null)).get(0);
        assertThat(revoked.state()).isEqualTo(GenerationState.REVOKED);
        assertThat(revoked.reason()).startsWith("the training loss is ");
        assertThat(revoked.files()).isEqualTo(circle.prepared(1).files());
    }

    @Test
    void aCandidateThatIsWorseThanWhatIsInServiceIsRevokedWithTheReason() throws Exception {
        Generation good = fineTune(request(1, 200, null)).get(0);
        settings.put("fine-tune.learning-rate", "3");
        settings.put("fine-tune.epochs", "1");
        Generation revoked = fineTune(request(2, 200, good)).get(0);
        assertThat(revoked.state()).isEqualTo(GenerationState.REVOKED);
        assertThat(revoked.reason()).startsWith("NDCG@10 is").contains("of what is in service");
    }

    @Test
    void aFirstBackboneThatIsWorseThanTheItemEmbeddingsAloneIsLeftOut() throws Exception {
        settings.put("fine-tune.learning-rate", "3");
        settings.put("fine-tune.epochs", "1");
        settings.put("fine-tune.margin", "0");
        Generation committed = fineTune(request(1, 400, null)).get(0);
        assertThat(committed.state()).isEqualTo(GenerationState.COMMITTED);
        assertThat(GenerationFiles.backbone(store(), committed)).isEmpty();
        assertThat(committed.measures().get("fine-tune-ndcg"))
                .isLessThan(committed.measures().get("fine-tune-ndcg-in-service"));
    }

    @Test
    void aMeasureThatBreaksItsBoundIsRevokedByItsName() throws Exception {
        settings.put("fine-tune.at-most.learned-share", "1e-6");
        Generation revoked = fineTune(request(1, 100, null)).get(0);
        assertThat(revoked.state()).isEqualTo(GenerationState.REVOKED);
        assertThat(revoked.reason()).startsWith("learned-share is ")
                .endsWith("more than fine-tune.at-most.learned-share allows: 1.0E-6");
    }

    @Test
    void weightsThatDoNotFitAreNotStartedFrom() throws Exception {
        Generation first = fineTune(request(1, 100, null)).get(0);
        settings.put("backbone.kind", "sasrec");
        Generation second = fineTune(request(2, 100, first)).get(0);
        assertThat(GenerationFiles.backbone(store(), second).orElseThrow().options().kind().text())
                .isEqualTo("sasrec");
    }

    @Test
    void aFailureDuringAFineTuningAsksAgainAndAnswersOnce() throws Exception {
        OperatorSubtaskState state;
        try (var operator = operator()) {
            operator.open();
            operator.processElement(request(1, 100, null), 0);
            state = operator.snapshot(1, 1);
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

    private List<Generation> fineTune(FineTuneRequest... requests) throws Exception {
        try (var operator = operator()) {
            operator.open();
            for (FineTuneRequest request : requests) {
                operator.processElement(request, request.prepared().boundary());
            }
            operator.endInput();
            return new ArrayList<>(operator.extractOutputValues());
        }
    }

    private FineTuneRequest request(long number, int users, Generation inService) throws Exception {
        SnapshotFile histories = circle.histories(number, users);
        return new FineTuneRequest(circle.prepared(number), List.of(histories), inService);
    }

    private SnapshotStore store() {
        return new SnapshotStore(folder.toUri().toString());
    }

    private OneInputStreamOperatorTestHarness<FineTuneRequest, Generation> operator() throws Exception {
        JobConfig config = JobConfig.of(settings);
        return new OneInputStreamOperatorTestHarness<>(
                new AsyncWaitOperatorFactory<>(
                        new FineTuneBackbone(store(), config.fineTune(), config.fineTuneBounds()),
                        TIMEOUT, 16, OutputMode.ORDERED),
                TypeInformation.of(FineTuneRequest.class).createSerializer(new SerializerConfigImpl()));
    }
}
