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
import org.junit.jupiter.params.provider.CsvSource;

class UserDeletionDoneRulesTest {

    private final UserDeletionDoneRules rules = new UserDeletionDoneRules();

    @Test
    void acceptsADeletionThatIsDoneAtOnceAndTookNothingBack() {
        UserDeletionDone done = new UserDeletionDone("ann", 5, 5, 0, 0, 5);
        assertThatCode(() -> rules.check(done)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-1 |  5 |  0 |  0 |  5 | requestedAt must be milliseconds from 1970 to 2100 (0 to 4133980799999), was -1",
        " 5 |  4 |  0 |  0 |  4 | doneAt must be requestedAt 5 or later, was 4",
        " 5 | -1 |  0 |  0 |  5 | doneAt must be milliseconds from 1970 to 2100 (0 to 4133980799999), was -1",
        " 5 |  5 | -1 |  0 |  5 | interactions must be 0 or more, was -1",
        " 5 |  5 |  0 | -1 |  5 | pairs must be 0 or more, was -1",
        " 5 |  5 |  0 |  0 |  6 | takenBackSince must be doneAt 5 or earlier, was 6",
        " 5 |  5 |  0 |  0 | -1 | takenBackSince must be milliseconds from 1970 to 2100 (0 to 4133980799999), was -1",
    })
    void refusesTimesOutOfOrderAndCountsBelow0(
            long requestedAt, long doneAt, long interactions, long pairs, long takenBackSince, String message) {
        UserDeletionDone done =
                new UserDeletionDone("ann", requestedAt, doneAt, interactions, pairs, takenBackSince);
        assertThat(catchThrowableOfType(MalformedRecordException.class, () -> rules.check(done)))
                .hasMessage(message);
    }

    @Test
    void refusesAnEmptyUser() {
        UserDeletionDone done = new UserDeletionDone("", 5, 5, 0, 0, 5);
        assertThat(catchThrowableOfType(MalformedRecordException.class, () -> rules.check(done)).field())
                .isEqualTo("userId");
    }
}
