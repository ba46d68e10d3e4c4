/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1_795_500_000_000L, FieldRules.END_OF_TIME - 1})
    void comesBackFromItsHeader(long eventTime) throws MalformedRecordException {
        assertThat(Heartbeat.parse(new Heartbeat(eventTime).headerValue())).isEqualTo(new Heartbeat(eventTime));
    }

    @Test
    void isWrittenInDigits() {
        assertThat(new Heartbeat(1_795_500_000_000L).headerValue()).asString().isEqualTo("1795500000000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "+1", " 1", "1.0", "1e3", "soon", "12345678901234", "\u0661"})
    void refusesAHeaderThatIsNoTime(String header) {
        MalformedRecordException fault = fault(header.getBytes(StandardCharsets.UTF_8));
        assertThat(fault.reason()).isEqualTo(MalformedRecordException.WRONG_TYPE);
        assertThat(fault).hasMessage("heartbeat must be 1 to 13 digits, was \"" + header + "\"");
    }

    @Test
    void refusesAHeaderWithoutAValue() {
        assertThat(fault(null).field()).isEqualTo(Heartbeat.HEADER);
    }

    @Test
    void refusesATimeAfter2100() {
        MalformedRecordException fault = fault("9999999999999".getBytes(StandardCharsets.US_ASCII));
        assertThat(fault.reason()).isEqualTo(MalformedRecordException.INVALID_VALUE);
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Heartbeat(FieldRules.END_OF_TIME))
                .withMessageContaining("was 4133980800000");
    }

    @Test
    void hasAKeyOfItsOwnPerPartitionOfTheItems() {
        assertThat(Heartbeat.itemsKey(3)).isEqualTo("~heartbeat-3");
    }

    private static MalformedRecordException fault(byte[] header) {
        return catchThrowableOfType(MalformedRecordException.class, () -> Heartbeat.parse(header));
    }
}
