/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Reads interactions one by one; holds one line at a time. Their times may stay or rise, never fall. */
final class InteractionReader implements Iterator<LoggedInteraction>, AutoCloseable {

    private final TextFile text;
    private final String dataset;
    private final InteractionColumns columns;
    private String line;
    private long latestSeconds;

    /** @param dataset name for the event ids */
    InteractionReader(TextFile text, String dataset) {
        this.text = text;
        this.dataset = dataset;
        columns = InteractionColumns.of(text);
        line = text.next();
    }

    @Override
    public boolean hasNext() {
        return line != null;
    }

    @Override
    public LoggedInteraction next() {
        if (line == null) {
            throw new NoSuchElementException(text.file() + " has no more interactions");
        }
        LoggedInteraction interaction = interaction(columns.fields(text, line));
        line = text.next();
        return interaction;
    }

    @Override
    public void close() {
        text.close();
    }

    private LoggedInteraction interaction(List<String> fields) {
        return new LoggedInteraction(
                dataset + "-" + text.line(),
                id(InteractionColumns.USER, columns.user(fields)),
                id(InteractionColumns.ITEM, columns.item(fields)),
                columns.type(fields),
                seconds(columns.timestamp(fields)) * 1000);
    }

    private String id(String field, String id) {
        if (id.isBlank()) {
            throw text.wrongField(field, "is empty");
        }
        return id;
    }

    private long seconds(String timestamp) {
        long seconds;
        try {
            seconds = Long.parseLong(timestamp.strip());
        } catch (NumberFormatException noNumber) {
            throw text.wrongField(InteractionColumns.TIMESTAMP, "'" + timestamp + "' is no whole number of seconds");
        }
        if (!Timestamps.areSeconds(seconds)) {
            throw text.wrongField(
                    InteractionColumns.TIMESTAMP, seconds + " are no seconds since 1970; are they milliseconds?");
        }
        if (seconds < latestSeconds) {
            throw text.wrongField(
                    InteractionColumns.TIMESTAMP,
                    seconds + " is earlier than " + latestSeconds + " before it; sort the lines by time");
        }
        latestSeconds = seconds;
        return seconds;
    }
}
