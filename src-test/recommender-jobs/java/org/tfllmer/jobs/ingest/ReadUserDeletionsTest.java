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
import org.junit.jupiter.params.provider.ValueSource;
import org.tfllmer.schemas.UserDeletion;
import org.tfllmer.schemas.wire.WireFormat;

class ReadUserDeletionsTest {

    private static final long ARRIVAL = 1_000;

    private final ReadUserDeletions reading = new ReadUserDeletions(WireFormat.JSON, Duration.ofMillis(100));

    @BeforeEach
    void open() {
        reading.open(null);
    }

    @Test
    void aRequestNamesTheUserAndTheTimeUpToWhichToForget() {
        assertThat(read("{\"userId\":\"ann\",\"eventTime\":1100}").deletion())
                .isEqualTo(new UserDeletion("ann", 1_100));
    }

    @Test
    void aRequestBeyondTheClockSkewIsADeadLetter() {
        UserRequest request = read("{\"userId\":\"ann\",\"eventTime\":1101}");
        assertThat(request.deletion()).isNull();
        assertThat(request.deadLetter().reason()).isEqualTo("future");
        assertThat(request.deadLetter().detail()).contains("eventTime").contains("1101");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"eventTime\":50}", "{\"userId\":\"\",\"eventTime\":50}", "ann", ""})
    void whatIsNoRequestIsADeadLetterWithItsBytes(String value) {
        UserRequest request = read(value);
        assertThat(request.deletion()).isNull();
        assertThat(request.deadLetter().value()).isEqualTo(value.getBytes(UTF_8));
        assertThat(request.deadLetter().stage()).isEqualTo(ReadUserDeletions.STAGE);
    }

    @Test
    void aRecordWithoutAValueIsADeadLetter() {
        assertThat(read(null).deadLetter().detail()).contains("must have a value");
    }

    private UserRequest read(String value) {
        List<UserRequest> requests = new ArrayList<>();
        byte[] bytes = value == null ? null : value.getBytes(UTF_8);
        reading.deserialize(new ConsumerRecord<>("user-deletions", 0, 7, ARRIVAL, TimestampType.CREATE_TIME, 3,
                bytes == null ? -1 : bytes.length, "ann".getBytes(UTF_8), bytes, new RecordHeaders(), Optional.empty()),
                new ListCollector<>(requests));
        assertThat(requests).hasSize(1);
        return requests.get(0);
    }
}
