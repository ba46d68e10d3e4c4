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
import org.tfllmer.jobs.JobSettings;
import org.tfllmer.schemas.wire.WireFormat;

class JobConfigTest {

    @Test
    void whatIsNotSetHasItsDefault() {
        JobConfig config = JobConfig.of(JobSettings.smallest());
        assertThat(config.model()).isEqualTo("default");
        assertThat(config.ingest().outOfOrderness()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.graph().historyLength()).isEqualTo(20);
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
        "graph.publish-interval, 0 ms",
        "ingest.idle-timeout, 0 ms",
        "rec-pca.dimension, 0",
        "rec-pca.dimension, 9",
        "rec-pca.smoothness, -1",
        "rec-pca.formulation, magic",
        "rec-pca.column-scaling, whiten",
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
