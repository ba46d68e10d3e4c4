/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.util.Arrays;
import java.util.Objects;

/**
 * An input we could not use, kept with its reason.
 *
 * @param key       original bytes, or null
 * @param value     original bytes, or null
 * @param topic     where it was read
 * @param stage     which step refused it
 * @param reason    short stable word: {@code malformed}, {@code late}, {@code future}, ...
 * @param detail    what was wrong, naming the field and the value
 * @param exception class of the exception, or null
 * @param time      wall-clock time, milliseconds since 1970 UTC
 */
public record DeadLetter(
        byte[] key,
        byte[] value,
        String topic,
        int partition,
        long offset,
        String stage,
        String reason,
        String detail,
        String exception,
        long time) {

    /** Two dead letters are equal if their keys and values hold the same bytes. */
    @Override
    public boolean equals(Object other) {
        return other instanceof DeadLetter letter
                && Arrays.equals(key, letter.key)
                && Arrays.equals(value, letter.value)
                && Objects.equals(topic, letter.topic)
                && partition == letter.partition
                && offset == letter.offset
                && Objects.equals(stage, letter.stage)
                && Objects.equals(reason, letter.reason)
                && Objects.equals(detail, letter.detail)
                && Objects.equals(exception, letter.exception)
                && time == letter.time;
    }

    @Override
    public int hashCode() {
        return Objects.hash(topic, partition, offset, stage, reason, time);
    }
}
