/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

/**
 * A record that can't be used. Its message names the field and the value given.
 *
 * <p>It has no stack trace: the fault lies in the data, and a flood of bad records must not cost one each.
 */
public final class MalformedRecordException extends Exception {

    /** The bytes are not of the wire format at all, or hold more than one record. */
    public static final String MALFORMED = "malformed";

    /** A field without a default is absent. */
    public static final String MISSING_FIELD = "missing-field";

    /** A field's value is of another type than its schema says, or out of the type's range. */
    public static final String WRONG_TYPE = "wrong-type";

    /** A field occurs twice. */
    public static final String DUPLICATE_FIELD = "duplicate-field";

    /** A value has the right type and makes no sense. */
    public static final String INVALID_VALUE = "invalid-value";

    /** Avro of a schema version that was not released yet when this program was built. */
    public static final String UNKNOWN_SCHEMA = "unknown-schema";

    private static final long serialVersionUID = 1L;

    private final String reason;
    private final String field;
    private final String problem;

    /**
     * @param reason  one of the constants; short and stable, fit for a metric's label
     * @param field   path from the record, such as {@code neighbours[0].weight}, or null if it is the record itself
     * @param problem what is wrong, to be read after the field: {@code must be a string, was 5}
     */
    public MalformedRecordException(String reason, String field, String problem) {
        this(reason, field, problem, null);
    }

    public MalformedRecordException(String reason, String field, String problem, Throwable cause) {
        super((field == null ? "record" : field) + " " + problem, cause, false, false);
        this.reason = reason;
        this.field = field;
        this.problem = problem;
    }

    public String reason() {
        return reason;
    }

    /** Path from the record, such as {@code embedding[3]}, or null if the record as a whole is at fault. */
    public String field() {
        return field;
    }

    /** The same fault, seen from the field or element that holds the value: {@code title}, {@code [3]}. */
    public MalformedRecordException inside(String parent) {
        return new MalformedRecordException(reason, joined(parent, field), problem, getCause());
    }

    private static String joined(String parent, String child) {
        if (child == null) {
            return parent;
        }
        return child.startsWith("[") ? parent + child : parent + "." + child;
    }
}
