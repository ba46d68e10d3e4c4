/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.state;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.streaming.api.operators.KeyContext;

/**
 * Holds rows of keyed state on the heap, so that a row used often is not decoded and encoded each time. Changed rows
 * are written to state when they leave for lack of room, least recently used first, and by {@link #flush}, which an
 * operator calls before each barrier: so a checkpoint has them all, and a restored operator begins with an empty
 * cache whatever key groups it was given.
 *
 * @param <K> key of the operator's input
 * @param <V> row, changed in place
 */
public final class WriteBackCache<K, V> {

    /** The state behind the cache. The operator's current key is the row's. */
    public interface Rows<K, V> {

        /** The row in state, or a new one. */
        V read(K key) throws Exception;

        void write(K key, V row) throws Exception;

        /** How much of the cache the row takes: one for each element. */
        int entries(V row);
    }

    private final int capacity;
    private final KeyContext operator;
    private final Rows<K, V> rows;
    private final LinkedHashMap<K, Slot<V>> slots = new LinkedHashMap<>(16, 0.75f, true);
    private Slot<V> lastGot;
    private long entries;
    private long written;

    private static final class Slot<V> {

        private final V row;
        private int entries;
        private boolean dirty;

        private Slot(V row) {
            this.row = row;
        }
    }

    /** @param capacity entries that may be held; the row in use may be larger, and is then alone */
    public WriteBackCache(int capacity, KeyContext operator, Rows<K, V> rows) {
        this.capacity = capacity;
        this.operator = operator;
        this.rows = rows;
    }

    /** The row of the operator's current key, which is {@code key}. Who changes it must say so to {@link #changed}. */
    public V get(K key) throws Exception {
        Slot<V> slot = slots.get(key);
        if (slot == null) {
            slot = new Slot<>(rows.read(key));
            slots.put(key, slot);
            count(slot);
            makeRoom();
        }
        lastGot = slot;
        return slot.row;
    }

    /** The row last got was changed, and may now take more room. */
    public void changed() throws Exception {
        lastGot.dirty = true;
        count(lastGot);
        makeRoom();
    }

    /** Writes every changed row. */
    public void flush() throws Exception {
        Object key = operator.getCurrentKey();
        for (Map.Entry<K, Slot<V>> row : slots.entrySet()) {
            writeIfDirty(row.getKey(), row.getValue());
        }
        if (key != null) { // none before the first record
            operator.setCurrentKey(key);
        }
    }

    public int rows() {
        return slots.size();
    }

    public long entries() {
        return entries;
    }

    /** Rows written to state so far. */
    public long written() {
        return written;
    }

    private void count(Slot<V> slot) {
        int before = slot.entries;
        slot.entries = rows.entries(slot.row);
        entries += slot.entries - before;
    }

    private void makeRoom() throws Exception {
        if (entries <= capacity) {
            return;
        }
        Object key = operator.getCurrentKey();
        Iterator<Map.Entry<K, Slot<V>>> oldestFirst = slots.entrySet().iterator();
        for (int left = slots.size(); entries > capacity && left > 1; left--) {
            Map.Entry<K, Slot<V>> leaving = oldestFirst.next();
            writeIfDirty(leaving.getKey(), leaving.getValue());
            entries -= leaving.getValue().entries;
            oldestFirst.remove();
        }
        operator.setCurrentKey(key);
    }

    private void writeIfDirty(K key, Slot<V> slot) throws Exception {
        if (slot.dirty) {
            operator.setCurrentKey(key);
            rows.write(key, slot.row);
            written++;
            slot.dirty = false;
            count(slot); // what state need not keep may have left the row
        }
    }
}
