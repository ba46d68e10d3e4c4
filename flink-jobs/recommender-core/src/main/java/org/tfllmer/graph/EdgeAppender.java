/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Packs edges, which must come sorted. */
final class EdgeAppender {

    private static final int LONGEST_VARIABLE = 10;
    private static final double LARGEST_COUNT = 1L << 52;

    private byte[] bytes;
    private ByteBuffer buffer;
    private int at = PackedEdges.HEADER;
    private int count;
    private long oldest = Long.MAX_VALUE;

    /** @param capacity bytes to begin with */
    EdgeAppender(int capacity) {
        bytes = new byte[PackedEdges.HEADER + capacity];
        buffer = ByteBuffer.wrap(bytes);
    }

    int count() {
        return count;
    }

    /** As it is, time and all. */
    void copy(EdgeCursor edge) {
        int length = edge.end() - edge.start();
        ensure(length);
        System.arraycopy(edge.bytes(), edge.start(), bytes, at, length);
        at += length;
        added(edge.changed());
    }

    void append(byte[] id, double after, double before) {
        append(id, 0, id.length, 0, Long.MAX_VALUE, after, before);
    }

    /** @param changed milliseconds since 1970 UTC, from 0 */
    void append(EdgeCursor named, long changed, double after, double before) {
        append(named.bytes(), named.idFrom(), named.idTo(), PackedEdges.TIMED, changed, after, before);
    }

    void appendCut(byte[] id) {
        append(id, 0, id.length, PackedEdges.CUT, Long.MAX_VALUE, 0, 0);
    }

    private void append(byte[] id, int from, int to, int flags, long changed, double after, double before) {
        ensure(to - from + 3 * LONGEST_VARIABLE + 1 + 2 * Double.BYTES);
        writeVariable(to - from);
        System.arraycopy(id, from, bytes, at, to - from);
        at += to - from;
        int formAfter = form(after);
        int formBefore = form(before);
        bytes[at++] = (byte) (flags | formAfter | formBefore << PackedEdges.BEFORE_SHIFT);
        if ((flags & PackedEdges.TIMED) != 0) {
            writeTime(changed);
        }
        writeWeight(formAfter, after);
        writeWeight(formBefore, before);
        added(changed);
    }

    private static int form(double weight) {
        if (weight == 0) {
            return PackedEdges.ZERO;
        }
        return weight > 0 && weight <= LARGEST_COUNT && weight == Math.rint(weight)
                ? PackedEdges.COUNT : PackedEdges.DOUBLE;
    }

    private void writeWeight(int form, double weight) {
        if (form == PackedEdges.COUNT) {
            writeVariable((long) weight);
        } else if (form == PackedEdges.DOUBLE) {
            buffer.putDouble(at, weight);
            at += Double.BYTES;
        }
    }

    private void writeTime(long time) {
        buffer.putShort(at, (short) (time >>> Integer.SIZE)).putInt(at + Short.BYTES, (int) time);
        at += PackedEdges.TIME_BYTES;
    }

    private void writeVariable(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes[at++] = (byte) (left & 0x7F | 0x80);
            left >>>= 7;
        }
        bytes[at++] = (byte) left;
    }

    private void added(long changed) {
        count++;
        oldest = Math.min(oldest, changed);
    }

    private void ensure(int more) {
        if (at + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(at + more, 2 * bytes.length));
            buffer = ByteBuffer.wrap(bytes);
        }
    }

    PackedEdges toEdges() {
        buffer.putInt(0, count).putLong(Integer.BYTES, oldest);
        return new PackedEdges(Arrays.copyOf(bytes, at));
    }
}
