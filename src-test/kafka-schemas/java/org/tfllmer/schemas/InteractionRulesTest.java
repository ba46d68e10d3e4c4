/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InteractionRulesTest {

    private final InteractionRules rules = new InteractionRules();

    @ParameterizedTest
    @ValueSource(longs = {0, 4_133_980_799_999L})
    void acceptsTheFirstAndTheLastMoment(long eventTime) {
        assertThatCode(() -> rules.check(interaction("ann", null, eventTime))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 4_133_980_800_000L, Long.MIN_VALUE, Long.MAX_VALUE})
    void refusesATimeBefore1970OrAfter2100(long eventTime) {
        assertThat(fault(interaction("ann", null, eventTime)))
                .hasMessage("eventTime must be milliseconds from 1970 to 2100 (0 to 4133980799999), was " + eventTime);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-300, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY})
    void refusesAWeightBelow0OrNotFinite(double weight) {
        assertThat(fault(interaction("ann", weight, 0)))
                .hasMessage("weight must be finite and 0 or more, was " + weight);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, -0.0, Double.MAX_VALUE})
    void acceptsAWeightOf0OrMore(double weight) {
        assertThatCode(() -> rules.check(interaction("ann", weight, 0))).doesNotThrowAnyException();
    }

    @Test
    void refusesAnEmptyId() {
        MalformedRecordException fault = fault(interaction("", null, 0));
        assertThat(fault.field()).isEqualTo("userId");
        assertThat(fault.reason()).isEqualTo(MalformedRecordException.INVALID_VALUE);
        assertThat(fault).hasMessage("userId must not be empty, was \"\"");
    }

    @Test
    void refusesAnIdWithHalfOfASurrogatePair() {
        assertThatCode(() -> rules.check(interaction("\ud83c\udf75", null, 0))).doesNotThrowAnyException();
        assertThat(fault(interaction("tea\ud83c", null, 0))).hasMessageStartingWith("userId must be valid Unicode");
    }

    @Test
    void refusesAnIdOfMoreThan256Characters() {
        assertThatCode(() -> rules.check(interaction("x".repeat(256), null, 0))).doesNotThrowAnyException();
        assertThat(fault(interaction("x".repeat(257), null, 0)))
                .hasMessage("userId must be at most 256 characters long, was 257 long: \"" + "x".repeat(80) + "...\"");
    }

    private static Interaction interaction(String userId, Double weight, long eventTime) {
        return new Interaction("1", userId, "tea", InteractionType.VIEW, weight, eventTime);
    }

    private MalformedRecordException fault(Interaction interaction) {
        return catchThrowableOfType(MalformedRecordException.class, () -> rules.check(interaction));
    }
}
