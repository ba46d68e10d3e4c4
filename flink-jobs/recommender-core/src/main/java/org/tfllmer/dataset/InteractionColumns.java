/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.util.HashSet;
import java.util.List;

/** Finds the fields of an interaction by the names in the first line; columns of other names are passed over. */
final class InteractionColumns {

    static final String USER = "user";
    static final String ITEM = "item";
    static final String TIMESTAMP = "timestamp";
    static final String TYPE = "type";

    private static final String DEFAULT_TYPE = "view";

    private final int count;
    private final int user;
    private final int item;
    private final int timestamp;
    private final int type;

    private InteractionColumns(TextFile text, List<String> names) {
        count = names.size();
        user = required(text, names, USER);
        item = required(text, names, ITEM);
        timestamp = required(text, names, TIMESTAMP);
        type = names.indexOf(TYPE);
    }

    /** Reads the first line of {@code text}. */
    static InteractionColumns of(TextFile text) {
        String header = text.next();
        List<String> names = header == null ? List.of() : split(text, header).stream().map(String::strip).toList();
        if (new HashSet<>(names).size() < names.size()) {
            throw text.wrongField("header", "a column is named twice: " + names);
        }
        return new InteractionColumns(text, names);
    }

    /** The fields of {@code line}, the one that {@code text} has just read. */
    List<String> fields(TextFile text, String line) {
        List<String> fields = split(text, line);
        if (fields.size() != count) {
            throw text.wrong("has " + fields.size() + " fields, the header " + count, null);
        }
        return fields;
    }

    String user(List<String> fields) {
        return fields.get(user);
    }

    String item(List<String> fields) {
        return fields.get(item);
    }

    String timestamp(List<String> fields) {
        return fields.get(timestamp);
    }

    String type(List<String> fields) {
        return type < 0 || fields.get(type).isBlank() ? DEFAULT_TYPE : fields.get(type).strip();
    }

    private static List<String> split(TextFile text, String line) {
        try {
            return CsvLine.split(line);
        } catch (IllegalArgumentException broken) {
            throw text.wrong(broken.getMessage(), broken);
        }
    }

    private static int required(TextFile text, List<String> names, String name) {
        int column = names.indexOf(name);
        if (column < 0) {
            throw text.wrongField("header", "there is no column '" + name + "' among " + names);
        }
        return column;
    }
}
