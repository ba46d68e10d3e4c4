/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.tfllmer.schemas.MalformedRecordException;
import org.tfllmer.schemas.Quoted;

/** How a value of the wrong kind is described. */
final class Faults {

    private Faults() {}

    /** @param expected with its article: {@code a string} */
    static MalformedRecordException wrongType(JsonParser parser, String expected) throws IOException {
        return new MalformedRecordException(
                MalformedRecordException.WRONG_TYPE, null, "must be " + expected + ", was " + found(parser));
    }

    static MalformedRecordException invalidValue(String expected, Object value) {
        return new MalformedRecordException(
                MalformedRecordException.INVALID_VALUE, null, "must be " + expected + ", was " + Quoted.value(value));
    }

    static MalformedRecordException duplicate() {
        return new MalformedRecordException(MalformedRecordException.DUPLICATE_FIELD, null, "occurs twice");
    }

    static <V> V present(V value) throws MalformedRecordException {
        if (value == null) {
            throw new MalformedRecordException(MalformedRecordException.WRONG_TYPE, null, "must not be null");
        }
        return value;
    }

    static String element(int index) {
        return "[" + index + "]";
    }

    private static String found(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> Quoted.value(parser.getText());
            default -> Quoted.cut(parser.getText());
        };
    }
}
