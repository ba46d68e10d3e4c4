/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;

/**
 * Edges of one item in bytes, sorted by the neighbour's id in UTF-8. Rows and gains are kept, sent and merged in this
 * form; no object is made per neighbour. Layout, big-endian:
 * <pre>
 *   4 bytes   count of edges
 *   8 bytes   the oldest time of change among them, {@link Long#MAX_VALUE} where none has one
 *   per edge  length of the id (variable), the id in UTF-8, flags, time of change (6 bytes), after, before
 *   flags     bits 0-1 after, bits 2-3 before: 0 zero, 1 a count (variable), 2 a double
 *             bit 4 the edge is cut; bit 5 a time of change follows
 *   variable  7 bits a byte, lowest first, the highest bit set in all but the last
 * </pre>
 * Weights are as of the time of change of their edge, or as of a time known from elsewhere where there is none.
 *
 * @param bytes not to be changed
 */
public record PackedEdges(byte[] bytes) {

    static final int HEADER = 12;
    static final int TIME_BYTES = 6;
    static final int ZERO = 0;
    static final int COUNT = 1;
    static final int DOUBLE = 2;
    static final int BEFORE_SHIFT = 2;
    static final int CUT = 1 << 4;
    static final int TIMED = 1 << 5;

    private static final PackedEdges NONE = new EdgeAppender(0).toEdges();

    public static PackedEdges none() {
        return NONE;
    }

    /** Says that an item's edges to some neighbours are cut. */
    public static PackedEdges cutting(Collection<String> neighbours) {
        EdgeAppender appender = new EdgeAppender(HEADER * neighbours.size());
        neighbours.stream().map(Utf8::bytes).sorted(Arrays::compareUnsigned).forEach(appender::appendCut);
        return appender.toEdges();
    }

    public int size() {
        return ByteBuffer.wrap(bytes).getInt();
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** When the edge that nothing was added to for the longest time was last added to. */
    public long oldestChange() {
        return ByteBuffer.wrap(bytes).getLong(Integer.BYTES);
    }

    EdgeCursor cursor() {
        return new EdgeCursor(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedEdges edges && Arrays.equals(bytes, edges.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (EdgeCursor edge = cursor(); edge.next(); ) {
            text.append(text.isEmpty() ? "" : ", ").append(edge.neighbour())
                    .append(edge.isCut() ? " cut" : " " + edge.after() + "/" + edge.before());
        }
        return "[" + text + "]";
    }
}
