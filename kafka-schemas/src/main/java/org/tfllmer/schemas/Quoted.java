/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

/** How a value is shown in a message. */
public final class Quoted {

    /** Messages become headers of dead letters; a whole text or vector has no place there. In UTF-16 units. */
    private static final int LONGEST = 80;

    private Quoted() {}

    /** Text in quotes, anything else as it prints, cut where it is long. */
    public static String value(Object value) {
        return value instanceof String text ? '"' + cut(text) + '"' : cut(String.valueOf(value));
    }

    /** Only the start of a long text. */
    public static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
