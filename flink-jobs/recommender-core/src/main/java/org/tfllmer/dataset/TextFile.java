/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads a text file line by line and counts the lines. UTF-8; compressed if its name ends in {@code .gz}. */
final class TextFile implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Path file;
    private final BufferedReader reader;
    private long line;

    private TextFile(Path file, BufferedReader reader) {
        this.file = file;
        this.reader = reader;
    }

    static TextFile open(Path file) {
        try {
            InputStream bytes = Files.newInputStream(file);
            InputStream text = file.toString().endsWith(".gz") ? unzipped(bytes) : bytes;
            // A decoder, unlike the charset itself, refuses bytes that are no UTF-8.
            Reader reader = new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder());
            return new TextFile(file, new BufferedReader(reader, BUFFER_BYTES));
        } catch (IOException unreadable) {
            throw new DatasetException(file + ", line 1", "cannot be read: " + unreadable, unreadable);
        }
    }

    Path file() {
        return file;
    }

    /** The number of the line read last; the first is 1. */
    long line() {
        return line;
    }

    /** The next line that is not blank, or null at the end. */
    String next() {
        try {
            String text;
            do {
                line++;
                text = reader.readLine();
            } while (text != null && text.isBlank());
            return line == 1 ? withoutByteOrderMark(text) : text;
        } catch (IOException unreadable) {
            throw wrong("cannot be read: " + unreadable, unreadable);
        }
    }

    /** Names this file and the line read last. */
    DatasetException wrong(String problem, Exception cause) {
        return new DatasetException(file + ", line " + line, problem, cause);
    }

    /** Names this file, the line read last and one of its fields. */
    DatasetException wrongField(String field, String problem) {
        return new DatasetException(file + ", line " + line + ", " + field, problem, null);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException failed) {
            throw wrong("cannot be closed: " + failed, failed);
        }
    }

    private static InputStream unzipped(InputStream bytes) throws IOException {
        try {
            return new GZIPInputStream(bytes, BUFFER_BYTES);
        } catch (IOException noGzip) {
            bytes.close();
            throw noGzip;
        }
    }

    private static String withoutByteOrderMark(String text) {
        return text != null && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }
}
