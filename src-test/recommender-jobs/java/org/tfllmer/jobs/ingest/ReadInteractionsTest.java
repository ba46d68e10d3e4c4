/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
import org.tfllmer.schemas.DeadLetter;
import org.tfllmer.schemas.Heartbeat;
import org.tfllmer.schemas.wire.WireFormat;

class ReadInteractionsTest {

    private static final long ARRIVAL = 1_000_000;
    private static final String TEA = "{\"eventId\":\"e1\",\"userId\":\"ann\",\"itemId\":\"tea\",\"type\":\"view\","
            + "\"eventTime\":%s}";

    private final ReadInteractions reading = new ReadInteractions(WireFormat.JSON, Duration.ofMillis(500));

    @BeforeEach
    void open() {
        reading.open(null);
    }

    @Test
    void anInteractionCarriesItsEventTimeAndItsPlaceInTheLog() {
        InteractionArrival arrival = read(TEA.formatted("999"));
        assertThat(arrival.interaction().itemId()).isEqualTo("tea");
        assertThat(arrival.eventTime()).isEqualTo(999);
        assertThat(arrival.partition()).isEqualTo(3);
        assertThat(arrival.offset()).isEqualTo(42);
        assertThat(arrival.deadLetter()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "not json | record",
        "{\"eventId\":\"e1\",\"userId\":\"ann\",\"type\":\"view\",\"eventTime\":1} | itemId",
        "{\"eventId\":\"e1\",\"userId\":\"\",\"itemId\":\"tea\",\"type\":\"view\",\"eventTime\":1} | userId",
        "{\"eventId\":\"e1\",\"userId\":\"ann\",\"itemId\":\"tea\",\"type\":\"sniff\",\"eventTime\":1} | type",
        "{\"eventId\":\"e1\",\"userId\":\"ann\",\"itemId\":\"tea\",\"type\":\"view\",\"eventTime\":-5} | eventTime",
        "{\"eventId\":\"e1\",\"userId\":\"ann\",\"itemId\":7,\"type\":\"view\",\"eventTime\":1} | itemId"
    })
    void whatCannotBeReadKeepsItsBytesAndNamesTheField(String value, String field) {
        InteractionArrival arrival = read(value);
        DeadLetter letter = arrival.deadLetter();
        assertThat(letter.value()).isEqualTo(value.getBytes(UTF_8));
        assertThat(letter.detail()).contains(field);
        assertThat(letter.offset()).isEqualTo(42);
        assertThat(arrival.eventTime()).as("must not move event time").isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void whatClaimsToComeFromTheFutureIsRefused() {
        assertThat(read(TEA.formatted(ARRIVAL + 500)).deadLetter()).isNull();
        DeadLetter letter = read(TEA.formatted(ARRIVAL + 501)).deadLetter();
        assertThat(letter.reason()).isEqualTo(RefusedRecords.FUTURE);
        assertThat(letter.detail()).contains("eventTime").contains("1000501");
    }

    @Test
    void aHeartbeatIsNothingButATime() {
        ConsumerRecord<byte[], byte[]> record = record(null);
        record.headers().add(Heartbeat.HEADER, new Heartbeat(77).headerValue());
        InteractionArrival arrival = read(record);
        assertThat(arrival.eventTime()).isEqualTo(77);
        assertThat(arrival.interaction()).isNull();
        assertThat(arrival.deadLetter()).isNull();
    }

    @Test
    void aRecordWithAValueIsNoHeartbeatWhateverItsHeaders() {
        ConsumerRecord<byte[], byte[]> record = record(TEA.formatted("999").getBytes(UTF_8));
        record.headers().add(Heartbeat.HEADER, "of another system".getBytes(UTF_8));
        assertThat(read(record).interaction().itemId()).isEqualTo("tea");
    }

    @Test
    void aHeartbeatWithoutATimeIsADeadLetterThatNamesTheHeader() {
        ConsumerRecord<byte[], byte[]> record = record(null);
        record.headers().add(Heartbeat.HEADER, "soon".getBytes(UTF_8));
        assertThat(read(record).deadLetter().detail()).startsWith("heartbeat").contains("soon");
    }

    @Test
    void aRecordWithNeitherValueNorHeartbeatIsADeadLetter() {
        assertThat(read(record(null)).deadLetter().detail()).isNotEmpty();
    }

    private InteractionArrival read(String value) {
        return read(record(value.getBytes(UTF_8)));
    }

    private InteractionArrival read(ConsumerRecord<byte[], byte[]> record) {
        List<InteractionArrival> out = new ArrayList<>();
        reading.deserialize(record, new ListCollector<>(out));
        return out.get(0);
    }

    private static ConsumerRecord<byte[], byte[]> record(byte[] value) {
        return new ConsumerRecord<>("interactions", 3, 42, ARRIVAL, TimestampType.CREATE_TIME, -1, -1,
                "ann".getBytes(UTF_8), value, new RecordHeaders(), Optional.empty());
    }
}
