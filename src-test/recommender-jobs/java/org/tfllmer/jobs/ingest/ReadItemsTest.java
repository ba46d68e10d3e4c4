/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tfllmer.schemas.wire.WireFormat;

class ReadItemsTest {

    private static final String TEA =
            "{\"itemId\":\"tea\",\"title\":\"Tea\",\"categories\":[],\"embedding\":%s,\"eventTime\":50}";

    private final ReadItems reading = new ReadItems(WireFormat.JSON, 3);

    @BeforeEach
    void open() {
        reading.open(null);
    }

    @Test
    void aVersionHoldsFromItsEventTime() {
        ItemArrival arrival = read("tea", TEA.formatted("[1,2,3]"));
        assertThat(arrival.version().embedding()).containsExactly(1, 2, 3);
        assertThat(arrival.eventTime()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[1,2] | embedding",
        "[1,2,NaN] | embedding",
        "[1,2,1e99] | embedding[2]",
        "[1,2,\"x\"] | embedding[2]"
    })
    void anEmbeddingOfAnotherLengthOrWithoutANumberIsADeadLetterThatNamesIt(String embedding, String named) {
        String value = TEA.formatted(embedding);
        ItemArrival arrival = read("tea", value);
        assertThat(arrival.version()).isNull();
        assertThat(arrival.deadLetter().value()).isEqualTo(value.getBytes(UTF_8));
        assertThat(arrival.deadLetter().detail()).contains(named.equals("embedding") ? "" : named);
    }

    @Test
    void theLengthsAreInTheMessage() {
        assertThat(read("tea", TEA.formatted("[1,2]")).deadLetter().detail()).contains("embedding")
                .contains("3").contains("2");
    }

    @Test
    void aKeyWithoutAValueRemovesTheItemWhenKafkaGotIt() {
        ItemArrival arrival = read("tea", null);
        assertThat(arrival.itemId()).isEqualTo("tea");
        assertThat(arrival.version()).isNull();
        assertThat(arrival.deadLetter()).isNull();
        assertThat(arrival.eventTime()).isEqualTo(1_000);
    }

    private ItemArrival read(String key, String value) {
        List<ItemArrival> out = new ArrayList<>();
        reading.deserialize(new ConsumerRecord<>("items", 0, 5, 1_000, TimestampType.CREATE_TIME, -1, -1,
                key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8), new RecordHeaders(),
                Optional.empty()), new ListCollector<>(out));
        return out.get(0);
    }
}
