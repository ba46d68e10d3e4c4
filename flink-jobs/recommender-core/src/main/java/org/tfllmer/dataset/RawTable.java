/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A text file of rows whose fields have names: by its first line, or given. Wrong rows are refused by file, line and
 * field.
 */
final class RawTable {

    private final Path file;
    private final String separator;
    private final List<String> givenNames;

    /**
     * @param separator  comma (with quoted fields), tab, or the {@code ::} of MovieLens
     * @param givenNames of the fields; empty if the first line has them
     */
    RawTable(Path file, String separator, List<String> givenNames) {
        this.file = file;
        this.separator = separator;
        this.givenNames = givenNames;
    }

    /** Hands on each row, in order; it is valid until the next. */
    void read(Consumer<Row> reader) {
        try (TextFile text = TextFile.open(file)) {
            List<String> names = givenNames.isEmpty() ? names(text) : givenNames;
            for (String line = text.next(); line != null; line = text.next()) {
                List<String> fields = split(line, text);
                if (fields.size() < names.size()) {
                    throw text.wrong("has " + fields.size() + " fields, the names are " + names, null);
                }
                reader.accept(new Row(text, names, fields));
            }
        }
    }

    /** RecBole's names say their type after a colon. */
    private List<String> names(TextFile text) {
        String line = text.next();
        if (line == null) {
            throw text.wrong("is empty", null);
        }
        List<String> names = new ArrayList<>();
        split(line, text).forEach(name -> names.add(name.replaceFirst(":.*", "").strip()));
        return names;
    }

    private List<String> split(String line, TextFile text) {
        if (!separator.equals(",")) {
            return List.of(line.split(Pattern.quote(separator), -1));
        }
        try {
            return CsvLine.split(line);
        } catch (IllegalArgumentException wrong) {
            throw text.wrong(wrong.getMessage(), wrong);
        }
    }

    /** One row. */
    static final class Row {

        /** The year 5138 in seconds, 1973 in milliseconds. */
        private static final double MILLISECONDS_FROM = 1e11;

        private final TextFile text;
        private final List<String> names;
        private final List<String> fields;

        private Row(TextFile text, List<String> names, List<String> fields) {
            this.text = text;
            this.names = names;
            this.fields = fields;
        }

        /** Not empty. */
        String required(String name) {
            String value = optional(name);
            if (value.isEmpty()) {
                throw text.wrongField(name, names.contains(name)
                        ? "must not be empty" : "is not among the names " + names);
            }
            return value;
        }

        /** Empty if there is no such field. */
        String optional(String name) {
            int at = names.indexOf(name);
            return at < 0 ? "" : fields.get(at).strip();
        }

        /** A finite number; NaN if there is no such field or it is empty. */
        double number(String name) {
            String value = optional(name);
            return value.isEmpty() ? Double.NaN : parsed(name, value);
        }

        /** Seconds since 1970 UTC, from seconds or milliseconds. */
        long seconds(String name) {
            double time = parsed(name, required(name));
            double seconds = time >= MILLISECONDS_FROM ? Math.floor(time / 1000) : Math.floor(time);
            if (seconds < 0 || seconds >= MILLISECONDS_FROM) {
                throw text.wrongField(name, "must be seconds or milliseconds since 1970, was " + required(name));
            }
            return (long) seconds;
        }

        private double parsed(String name, String value) {
            try {
                double number = Double.parseDouble(value);
                if (Double.isFinite(number)) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                throw text.wrongField(name, "must be a number, was " + value);
            }
            throw text.wrongField(name, "must be a finite number, was " + value);
        }
    }
}
