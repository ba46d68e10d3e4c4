/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.util.ArrayList;
import java.util.List;

/** Splits a line of comma-separated values as RFC 4180 says, except that a quoted field ends on its line. */
final class CsvLine {

    private CsvLine() {}

    /** @throws IllegalArgumentException if a quote is not closed or text follows it */
    static List<String> split(String line) {
        List<String> fields = new ArrayList<>();
        int start = 0;
        while (true) {
            int end = line.startsWith("\"", start) ? endOfQuoted(line, start) : endOfPlain(line, start);
            fields.add(field(line, start, end));
            if (end == line.length()) {
                return fields;
            }
            if (line.charAt(end) != ',') {
                throw new IllegalArgumentException("text follows the quoted field " + line.substring(start, end));
            }
            start = end + 1;
        }
    }

    private static int endOfPlain(String line, int start) {
        int comma = line.indexOf(',', start);
        return comma < 0 ? line.length() : comma;
    }

    private static int endOfQuoted(String line, int start) {
        int quote = line.indexOf('"', start + 1);
        while (quote >= 0 && quote + 1 < line.length() && line.charAt(quote + 1) == '"') {
            quote = line.indexOf('"', quote + 2);
        }
        if (quote < 0) {
            throw new IllegalArgumentException("a quote is not closed on its line: " + line.substring(start));
        }
        return quote + 1;
    }

    private static String field(String line, int start, int end) {
        if (line.startsWith("\"", start)) {
            return line.substring(start + 1, end - 1).replace("\"\"", "\"");
        }
        return line.substring(start, end);
    }
}
