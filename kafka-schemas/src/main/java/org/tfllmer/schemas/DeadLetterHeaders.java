/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A dead letter on the wire: key and value as they were read, and these headers in UTF-8, numbers in decimal digits.
 * {@link #DETAIL} and {@link #EXCEPTION} are absent where there is nothing to say.
 */
public final class DeadLetterHeaders {

    /** Topic it was read from. */
    public static final String TOPIC = "dlq.topic";

    /** Partition it was read from. */
    public static final String PARTITION = "dlq.partition";

    /** Offset it was read at. */
    public static final String OFFSET = "dlq.offset";

    /** Which step refused it. */
    public static final String STAGE = "dlq.stage";

    /** Short stable word for what was wrong. */
    public static final String REASON = "dlq.reason";

    /** What was wrong, naming the field and the value. */
    public static final String DETAIL = "dlq.detail";

    /** Class of the exception. */
    public static final String EXCEPTION = "dlq.exception";

    /** When it was refused, by the wall clock, milliseconds since 1970 UTC. */
    public static final String TIME = "dlq.time";

    private DeadLetterHeaders() {}

    /** The headers of a dead letter, in the order of the constants. */
    public static Map<String, byte[]> of(DeadLetter letter) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        headers.put(TOPIC, bytes(letter.topic()));
        headers.put(PARTITION, bytes(Integer.toString(letter.partition())));
        headers.put(OFFSET, bytes(Long.toString(letter.offset())));
        headers.put(STAGE, bytes(letter.stage()));
        headers.put(REASON, bytes(letter.reason()));
        if (letter.detail() != null) {
            headers.put(DETAIL, bytes(letter.detail()));
        }
        if (letter.exception() != null) {
            headers.put(EXCEPTION, bytes(letter.exception()));
        }
        headers.put(TIME, bytes(Long.toString(letter.time())));
        return headers;
    }

    /**
     * @param key   of the record on the dead-letter topic, or null
     * @param value of that record, or null
     * @throws MalformedRecordException naming a header that is missing or not a number
     */
    public static DeadLetter read(byte[] key, byte[] value, Map<String, byte[]> headers)
            throws MalformedRecordException {
        return new DeadLetter(
                key,
                value,
                text(headers, TOPIC),
                (int) number(headers, PARTITION, Integer.MAX_VALUE),
                number(headers, OFFSET, Long.MAX_VALUE),
                text(headers, STAGE),
                text(headers, REASON),
                optionalText(headers, DETAIL),
                optionalText(headers, EXCEPTION),
                number(headers, TIME, Long.MAX_VALUE));
    }

    private static String optionalText(Map<String, byte[]> headers, String name) {
        byte[] bytes = headers.get(name);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static String text(Map<String, byte[]> headers, String name) throws MalformedRecordException {
        String text = optionalText(headers, name);
        if (text == null) {
            throw new MalformedRecordException(MalformedRecordException.MISSING_FIELD, name, "is missing");
        }
        return text;
    }

    private static long number(Map<String, byte[]> headers, String name, long most) throws MalformedRecordException {
        String text = text(headers, name);
        try {
            long number = Long.parseLong(text);
            FieldRules.require(number >= 0 && number <= most, name, "must be from 0 to " + most, number);
            return number;
        } catch (NumberFormatException e) {
            throw new MalformedRecordException(
                    MalformedRecordException.WRONG_TYPE, name, "must be a whole number, was " + Quoted.value(text), e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
