/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Says that event time on one partition has reached a moment, although nothing happened there. Without it a quiet
 * partition holds up the watermark of all others.
 *
 * <p>On the wire: a record without a value and with the header {@value #HEADER}, whose value is the event time in
 * milliseconds since 1970 UTC as ASCII digits. On {@code interactions} it has no key. On {@code items}, which is
 * compacted and so wants a key, it has {@link #itemsKey}; there a record without a value and without this header
 * removes an item. A record with a value is never a heartbeat, whatever its headers.
 *
 * @param eventTime milliseconds since 1970 UTC
 */
public record Heartbeat(long eventTime) {

    public static final String HEADER = "heartbeat";

    /** No item's id begins like this. */
    static final String ITEMS_KEY_PREFIX = "~heartbeat-";

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,13}");

    /** @throws IllegalArgumentException if the time is before 1970 or after 2100 */
    public Heartbeat {
        try {
            FieldRules.time(HEADER, eventTime);
        } catch (MalformedRecordException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The key of a heartbeat on {@code items}: one per partition, so that compaction keeps the newest only. */
    public static String itemsKey(int partition) {
        return ITEMS_KEY_PREFIX + partition;
    }

    public byte[] headerValue() {
        return Long.toString(eventTime).getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws MalformedRecordException if the header's value is no such time */
    public static Heartbeat parse(byte[] headerValue) throws MalformedRecordException {
        String text = headerValue == null ? "" : new String(headerValue, StandardCharsets.UTF_8);
        if (!DIGITS.matcher(text).matches()) {
            throw new MalformedRecordException(
                    MalformedRecordException.WRONG_TYPE, HEADER, "must be 1 to 13 digits, was " + Quoted.value(text));
        }
        long eventTime = Long.parseLong(text);
        FieldRules.time(HEADER, eventTime);
        return new Heartbeat(eventTime);
    }
}
