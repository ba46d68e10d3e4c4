/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterHeadersTest {

    private static final DeadLetter LETTER = new DeadLetter(
            new byte[] {0, -1},
            new byte[] {},
            "interactions",
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            "read-interactions",
            "wrong-type",
            "itemId must be a string, was \u6f22\ud83c\udf75",
            "org.tfllmer.schemas.MalformedRecordException",
            0);

    @Test
    void aDeadLetterComesBackEqual() throws MalformedRecordException {
        assertThat(DeadLetterHeaders.read(LETTER.key(), LETTER.value(), DeadLetterHeaders.of(LETTER)))
                .isEqualTo(LETTER);
    }

    @Test
    void whatIsAbsentStaysAbsent() throws MalformedRecordException {
        DeadLetter bare = new DeadLetter(null, null, "items", 0, 0, "read-items", "malformed", null, null, 5);
        Map<String, byte[]> headers = DeadLetterHeaders.of(bare);
        assertThat(headers).doesNotContainKeys(DeadLetterHeaders.DETAIL, DeadLetterHeaders.EXCEPTION);
        assertThat(DeadLetterHeaders.read(null, null, headers)).isEqualTo(bare);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dlq.topic", "dlq.partition", "dlq.offset", "dlq.stage", "dlq.reason", "dlq.time"})
    void namesAMissingHeader(String name) {
        Map<String, byte[]> headers = DeadLetterHeaders.of(LETTER);
        headers.remove(name);
        MalformedRecordException fault = fault(headers);
        assertThat(fault.field()).isEqualTo(name);
        assertThat(fault.reason()).isEqualTo(MalformedRecordException.MISSING_FIELD);
    }

    @ParameterizedTest
    @CsvSource({"dlq.partition,2147483648", "dlq.partition,-1", "dlq.offset,x", "dlq.offset,-5", "dlq.time,''"})
    void namesAHeaderThatIsNoNumber(String name, String value) {
        Map<String, byte[]> headers = DeadLetterHeaders.of(LETTER);
        headers.put(name, value.getBytes(StandardCharsets.UTF_8));
        assertThat(fault(headers).field()).isEqualTo(name);
    }

    private static MalformedRecordException fault(Map<String, byte[]> headers) {
        return catchThrowableOfType(
                MalformedRecordException.class, () -> DeadLetterHeaders.read(null, null, headers));
    }
}
