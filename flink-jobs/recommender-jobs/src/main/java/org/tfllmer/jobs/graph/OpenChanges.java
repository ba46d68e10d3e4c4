/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.internal.InternalListState;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.tfllmer.graph.PackedEdges;
import org.tfllmer.jobs.state.PackedSerializer;

/**
 * What rows gain in the intervals still open: parts in bytes, on the heap while there is room. What a flush writes is
 * appended to state, each part once, and not read again unless its heap copy had to leave.
 *
 * <p>Keyed by item, state by item and boundary. Heap: the parts, up to a number of edges; and the ids of the items
 * whose parts are in state only, for as long as the interval is open.
 */
final class OpenChanges {

    /** What becomes of an item's parts when their interval has closed. The operator's current key is the item. */
    interface Close {

        void row(String itemId, List<PackedEdges> parts, long boundary) throws Exception;
    }

    private static final String NAME = "open-changes";

    private final int capacity;
    private final KeyContext operator;
    private final InternalListState<String, Long, PackedEdges> state;
    private final TreeMap<Long, Map<String, Parts>> onHeap = new TreeMap<>();
    private final TreeMap<Long, Set<String>> inState = new TreeMap<>();
    private long edges;
    private long flushed;

    private static final class Parts {

        private final List<PackedEdges> parts = new ArrayList<>(4);
        private int written;
    }

    /** @param capacity edges that the heap may hold */
    @SuppressWarnings("unchecked") // a list state is an internal one of the same key, namespace and element
    OpenChanges(int capacity, KeyContext operator, KeyedStateBackend<String> backend) throws Exception {
        this.capacity = capacity;
        this.operator = operator;
        ListStateDescriptor<PackedEdges> descriptor =
                new ListStateDescriptor<>(NAME, new PackedSerializer<>(new EdgesFormat()));
        ListState<PackedEdges> created = backend.getOrCreateKeyedState(LongSerializer.INSTANCE, descriptor);
        this.state = (InternalListState<String, Long, PackedEdges>) created;
        try (Stream<Tuple2<String, Long>> restored = backend.getKeysAndNamespaces(NAME)) {
            restored.forEach(known -> inState(known.f1).add(known.f0));
        }
    }

    private Set<String> inState(long boundary) {
        return inState.computeIfAbsent(boundary, none -> new HashSet<>());
    }

    void add(RowChange change) throws Exception {
        onHeap.computeIfAbsent(change.boundary(), none -> new HashMap<>())
                .computeIfAbsent(change.itemId(), none -> new Parts())
                .parts.add(change.gain());
        edges += change.gain().size();
        if (edges > capacity) {
            leaveHeap();
        }
    }

    /** Edges on the heap. */
    long edges() {
        return edges;
    }

    /** Edges written to state so far. */
    long flushed() {
        return flushed;
    }

    private void leaveHeap() throws Exception {
        flush();
        onHeap.forEach((boundary, items) -> inState(boundary).addAll(items.keySet()));
        onHeap.clear();
        edges = 0;
    }

    /** Writes what state has not yet. */
    void flush() throws Exception {
        Object key = operator.getCurrentKey();
        for (Map.Entry<Long, Map<String, Parts>> interval : onHeap.entrySet()) {
            for (Map.Entry<String, Parts> item : interval.getValue().entrySet()) {
                write(item.getKey(), interval.getKey(), item.getValue());
            }
        }
        if (key != null) { // none before the first record
            operator.setCurrentKey(key);
        }
    }

    private void write(String itemId, long boundary, Parts parts) throws Exception {
        int count = parts.parts.size();
        if (parts.written < count) {
            List<PackedEdges> unwritten = List.copyOf(parts.parts.subList(parts.written, count));
            at(itemId, boundary).addAll(unwritten);
            unwritten.forEach(part -> flushed += part.size());
            parts.written = count;
        }
    }

    private InternalListState<String, Long, PackedEdges> at(String itemId, long boundary) {
        operator.setCurrentKey(itemId);
        state.setCurrentNamespace(boundary);
        return state;
    }

    /** The boundaries up to a time at which intervals close that have gained anything. */
    NavigableSet<Long> closingUpTo(long time) {
        NavigableSet<Long> boundaries = new TreeSet<>(onHeap.headMap(time, true).keySet());
        boundaries.addAll(inState.headMap(time, true).keySet());
        return boundaries;
    }

    /** Takes all parts of one interval. */
    void close(long boundary, Close close) throws Exception {
        Map<String, Parts> items = onHeap.containsKey(boundary) ? onHeap.remove(boundary) : Map.of();
        Set<String> stored = inState.containsKey(boundary) ? inState.remove(boundary) : Set.of();
        for (String itemId : stored) {
            if (!items.containsKey(itemId)) {
                close.row(itemId, taken(itemId, boundary), boundary);
            }
        }
        for (Map.Entry<String, Parts> item : items.entrySet()) {
            Parts parts = item.getValue();
            parts.parts.forEach(part -> edges -= part.size());
            close.row(item.getKey(), all(item.getKey(), parts, stored.contains(item.getKey()), boundary), boundary);
        }
    }

    private List<PackedEdges> all(String itemId, Parts parts, boolean moreInState, long boundary) throws Exception {
        if (!moreInState) {
            if (parts.written > 0) {
                at(itemId, boundary).clear();
            }
            operator.setCurrentKey(itemId);
            return parts.parts;
        }
        List<PackedEdges> all = new ArrayList<>(taken(itemId, boundary));
        all.addAll(parts.parts.subList(parts.written, parts.parts.size()));
        return all;
    }

    private List<PackedEdges> taken(String itemId, long boundary) throws Exception {
        List<PackedEdges> parts = new ArrayList<>();
        at(itemId, boundary).get().forEach(parts::add);
        state.clear();
        return parts;
    }
}
