/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Walks along packed edges. What it says is true until the next step. */
final class EdgeCursor {

    private final byte[] bytes;
    private final ByteBuffer buffer;
    private int left;
    private int at = PackedEdges.HEADER;

    private int start;
    private int idFrom;
    private int idTo;
    private int flags;
    private long changed;
    private double after;
    private double before;

    EdgeCursor(PackedEdges edges) {
        bytes = edges.bytes();
        buffer = ByteBuffer.wrap(bytes);
        left = edges.size();
    }

    /** Whether there is another edge; stands on it then. */
    boolean next() {
        if (left == 0) {
            return false;
        }
        left--;
        start = at;
        int length = (int) readVariable();
        idFrom = at;
        idTo = at + length;
        at = idTo;
        flags = bytes[at++];
        changed = (flags & PackedEdges.TIMED) == 0 ? Long.MAX_VALUE : readTime();
        after = readWeight(flags & 3);
        before = readWeight(flags >> PackedEdges.BEFORE_SHIFT & 3);
        return true;
    }

    private long readVariable() {
        byte next = bytes[at++];
        if (next >= 0) {
            return next;
        }
        long value = next & 0x7FL;
        int shift = 7;
        do {
            next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    private long readTime() {
        at += PackedEdges.TIME_BYTES;
        return buffer.getLong(at - Long.BYTES) & (1L << 8 * PackedEdges.TIME_BYTES) - 1;
    }

    private double readWeight(int form) {
        if (form == PackedEdges.ZERO) {
            return 0;
        }
        if (form == PackedEdges.COUNT) {
            return readVariable();
        }
        at += Double.BYTES;
        return buffer.getDouble(at - Double.BYTES);
    }

    /** By id; below 0 if this one comes first. */
    int compareTo(EdgeCursor other) {
        return Arrays.compareUnsigned(bytes, idFrom, idTo, other.bytes, other.idFrom, other.idTo);
    }

    byte[] id() {
        return Arrays.copyOfRange(bytes, idFrom, idTo);
    }

    boolean hasId(byte[] id) {
        return Arrays.equals(bytes, idFrom, idTo, id, 0, id.length);
    }

    String neighbour() {
        return Utf8.text(bytes, idFrom, idTo);
    }

    boolean isCut() {
        return (flags & PackedEdges.CUT) != 0;
    }

    /** Milliseconds since 1970 UTC, or {@link Long#MAX_VALUE} if none is kept. */
    long changed() {
        return changed;
    }

    double after() {
        return after;
    }

    double before() {
        return before;
    }

    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int idFrom() {
        return idFrom;
    }

    int idTo() {
        return idTo;
    }

    int end() {
        return at;
    }
}
