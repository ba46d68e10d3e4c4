/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

/** Rules for one field that several records share. */
final class FieldRules {

    /** Ids are keys of state and of topics: longer ones are texts by mistake. In UTF-16 units. */
    static final int LONGEST_ID = 256;

    /** 2101-01-01 UTC: a later time is microseconds or nanoseconds by mistake, and would end every time window. */
    static final long END_OF_TIME = 4_133_980_800_000L;

    private FieldRules() {}

    static void id(String field, String value) throws MalformedRecordException {
        require(!value.isEmpty(), field, "must not be empty", value);
        require(isUnicode(value), field, "must be valid Unicode, without half of a surrogate pair", value);
        if (value.length() > LONGEST_ID) {
            throw invalid(
                    field,
                    "must be at most " + LONGEST_ID + " characters long, was " + value.length() + " long: "
                            + Quoted.value(value));
        }
    }

    /** Half of a pair has no bytes in UTF-8: as a key, two such ids would be one. */
    private static boolean isUnicode(String text) {
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                return false;
            }
            at += Character.charCount(codePoint);
        }
        return true;
    }

    /** @param value milliseconds since 1970 UTC */
    static void time(String field, long value) throws MalformedRecordException {
        require(
                value >= 0 && value < END_OF_TIME,
                field,
                "must be milliseconds from 1970 to 2100 (0 to " + (END_OF_TIME - 1) + ")",
                value);
    }

    static void atLeast(long least, String field, long value) throws MalformedRecordException {
        require(value >= least, field, "must be " + least + " or more", value);
    }

    static void notNegative(String field, double value) throws MalformedRecordException {
        require(value >= 0 && Double.isFinite(value), field, "must be finite and 0 or more", value);
    }

    static void finite(String field, float[] values) throws MalformedRecordException {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw invalid(field + "[" + i + "]", "must be a finite number, was " + values[i]);
            }
        }
    }

    static void share(String field, double value) throws MalformedRecordException {
        require(value >= 0 && value <= 1, field, "must be from 0 to 1", value);
    }

    static void require(boolean kept, String field, String rule, Object value) throws MalformedRecordException {
        if (!kept) {
            throw invalid(field, rule + ", was " + Quoted.value(value));
        }
    }

    private static MalformedRecordException invalid(String field, String problem) {
        return new MalformedRecordException(MalformedRecordException.INVALID_VALUE, field, problem);
    }
}
