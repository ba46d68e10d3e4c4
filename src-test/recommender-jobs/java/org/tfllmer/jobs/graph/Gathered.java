/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Gathers in this process what jobs write, under a name. After a failure a record may be there twice.
 *
 * @param <T> the record
 */
record Gathered<T>(String name) implements Sink<T> {

    private static final long serialVersionUID = 1L;
    private static final Map<String, List<Object>> RECORDS = new ConcurrentHashMap<>();
    private static final Map<String, Semaphore> WRITTEN = new ConcurrentHashMap<>();

    private static List<Object> records(String name) {
        return RECORDS.computeIfAbsent(name, unknown -> new CopyOnWriteArrayList<>());
    }

    private static Semaphore written(String name) {
        return WRITTEN.computeIfAbsent(name, unknown -> new Semaphore(0));
    }

    @SuppressWarnings("unchecked") // a name belongs to one sink
    List<T> records() {
        return (List<T>) records(name);
    }

    /** Waits until one more has been written since this was called. */
    void awaitAnother() throws InterruptedException {
        written(name).drainPermits();
        written(name).acquire();
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        return new Writer<>(records(name), written(name));
    }

    private record Writer<T>(List<Object> records, Semaphore written) implements SinkWriter<T> {

        @Override
        public void write(T record, Context context) {
            records.add(record);
            written.release();
        }

        @Override
        public void flush(boolean endOfInput) {
            // nothing waits
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
