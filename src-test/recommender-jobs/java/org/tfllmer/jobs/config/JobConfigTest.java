/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tfllmer.graph.Laplacian;
import org.tfllmer.jobs.JobSettings;
import org.tfllmer.recpca.ColumnScaling;
import org.tfllmer.recpca.Convergence;
import org.tfllmer.recpca.Formulation;
import org.tfllmer.recpca.RecPcaOptions;
import org.tfllmer.recpca.Route;
import org.tfllmer.schemas.wire.WireFormat;

class JobConfigTest {

    @Test
    void whatIsNotSetHasItsDefault() {
        JobConfig config = JobConfig.of(JobSettings.smallest());
        assertThat(config.model()).isEqualTo("default");
        assertThat(config.ingest().outOfOrderness()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.graph().pairing().historyLength()).isEqualTo(20);
        assertThat(config.kafka().format("interactions")).isEqualTo(WireFormat.JSON);
        assertThat(config.kafka().format("item-embeddings")).isEqualTo(WireFormat.AVRO);
        assertThat(config.commit()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka.bootstrap-servers", "snapshots.directory", "items.embedding-dimension"})
    void whatMustBeSetIsNamedIfItIsNot(String option) {
        Map<String, String> settings = new HashMap<>(JobSettings.smallest());
        settings.remove(option);
        assertThatThrownBy(() -> JobConfig.of(settings)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(option + " must be set");
    }

    @ParameterizedTest
    @CsvSource({
        "model.name, ''",
        "model.name, ../other",
        "model.name, my model",
        "graph.history-length, 0",
        "graph.history-length, many",
        "graph.snapshot-interval, 90 s",
        "graph.history-horizon, 0 ms",
        "graph.type-weights, stare:1",
        "graph.type-weights, view:NaN",
        "graph.type-weights, view:much",
        "graph.distance, near",
        "graph.distance-base, 0",
        "graph.distance-base, 1.5",
        "graph.half-life, -1 s",
        "graph.user-pair-cap, -1",
        "graph.user-item-cap, NaN",
        "graph.activity-damping, some",
        "graph.neighbours, -1",
        "graph.edge-expiry, -1 s",
        "graph.forget-horizon, -1 s",
        "graph.cache-entries, 0",
        "graph.publish-interval, 0 ms",
        "ingest.idle-timeout, 0 ms",
        "rec-pca.dimension, 0",
        "rec-pca.dimension, 9",
        "rec-pca.smoothness, -1",
        "rec-pca.formulation, magic",
        "rec-pca.column-scaling, whiten",
        "rec-pca.laplacian, random-walk",
        "rec-pca.route, fast",
        "rec-pca.tolerance, 0",
        "rec-pca.iteration-limit, 0",
        "rec-pca.full-every, 0",
        "rec-pca.at-most.residual, small",
        "rec-pca.at-least.variance-kept, NaN",
        "snapshots.retained, -1",
        "items.embedder, openai",
        "items.embedder.cache-retention, 0 ms",
        "serving.list-length, 0",
        "serving.seen-items, 2",
        "evaluation.window, 0 ms",
        "items.embedding-dimension, 0",
        "kafka.format.items, xml"
    })
    void aValueThatDoesNotFitIsRefusedByTheNameOfItsOption(String option, String value) {
        assertThatThrownBy(() -> JobConfig.of(JobSettings.with(option, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(option);
    }

    @Test
    void whatIsSolvedAndHowIsAnOption() {
        Map<String, String> settings = JobSettings.smallest();
        settings.put("rec-pca.formulation", "spectral");
        settings.put("rec-pca.smoothness", "0.25");
        settings.put("rec-pca.column-scaling", "none");
        settings.put("rec-pca.laplacian", "combinatorial");
        settings.put("rec-pca.route", "iterative");
        settings.put("rec-pca.tolerance", "1e-5");
        settings.put("rec-pca.iteration-limit", "40");
        assertThat(JobConfig.of(settings).recPca()).isEqualTo(new RecPcaOptions(2, Formulation.SPECTRAL, 0.25, true,
                true, ColumnScaling.NONE, Laplacian.Form.COMBINATORIAL, new Convergence(Route.ITERATIVE, 1e-5, 40)));
    }

    @ParameterizedTest
    @CsvSource({
        "items.embedder.endpoint, localhost",
        "items.embedder.endpoint, ",
        "items.embedder.model, ",
        "items.embedder.batch-size, 0",
        "items.embedder.attempts, 0",
        "items.embedder.timeout, 0 ms",
        "items.embedder.requests-per-second, 0"
    })
    void anEndpointsOptionIsRefusedByItsName(String option, String value) {
        Map<String, String> settings = JobSettings.with("items.embedder", "http");
        settings.put("items.embedder.endpoint", "http://localhost/v1/embeddings");
        settings.put("items.embedder.model", "small");
        settings.remove(option);
        if (value != null) {
            settings.put(option, value);
        }
        assertThatThrownBy(() -> JobConfig.of(settings)).hasMessageContaining(option);
    }

    @ParameterizedTest
    @CsvSource({"projection, 0.5", "smoothed, 30", "spectral, 0.1"})
    void withoutASmoothnessItIsTheOneUsualForTheFormulation(String formulation, double smoothness) {
        assertThat(JobConfig.of(JobSettings.with("rec-pca.formulation", formulation)).recPca().smoothness())
                .isEqualTo(smoothness);
    }

    @Test
    void aMeasureMayBeBoundOnEitherSide() {
        Map<String, String> settings = JobSettings.with("rec-pca.at-most.alignment-residual", "0.5");
        settings.put("rec-pca.at-least.variance-kept", "0.1");
        MeasureBounds<SolveMeasure> bounds = JobConfig.of(settings).bounds();
        assertThat(bounds.broken(Map.of(SolveMeasure.ALIGNMENT_RESIDUAL, 0.5, SolveMeasure.VARIANCE_KEPT, 0.1)))
                .isEmpty();
        assertThat(bounds.broken(Map.of(SolveMeasure.ALIGNMENT_RESIDUAL, 0.75))).contains(
                "alignment-residual is 0.75, more than rec-pca.at-most.alignment-residual allows: 0.5");
        assertThat(bounds.broken(Map.of(SolveMeasure.VARIANCE_KEPT, 0.0))).contains(
                "variance-kept is 0.0, less than rec-pca.at-least.variance-kept allows: 0.1");
    }

    @Test
    void anUnknownOptionIsRefusedWithTheNearestKnownOne() {
        assertThatThrownBy(() -> JobConfig.of(JobSettings.with("graph.histroy-length", "5")))
                .hasMessage("There is no option 'graph.histroy-length'; did you mean 'graph.history-length'?");
    }

    @Test
    void propertiesOfTheKafkaClientsPassThroughAsTheyAre() {
        JobConfig config = JobConfig.of(JobSettings.with("kafka.properties.security.protocol", "SASL_SSL"));
        assertThat(config.kafka().clientProperties()).containsEntry("security.protocol", "SASL_SSL");
    }

    @Test
    void theFormatOfATopicIsAnOption() {
        JobConfig config = JobConfig.of(JobSettings.with("kafka.format.items", "avro"));
        assertThat(config.kafka().format("items")).isEqualTo(WireFormat.AVRO);
    }
}
