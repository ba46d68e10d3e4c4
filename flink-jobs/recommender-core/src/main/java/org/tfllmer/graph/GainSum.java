/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.List;

/**
 * Adds up what an item gains in several parts, all of them in one go: a binary heap of the parts, the one whose next
 * id is the least on top.
 */
public final class GainSum {

    private final EdgeCursor[] heap;
    private int size;

    private GainSum(List<PackedEdges> parts) {
        heap = new EdgeCursor[parts.size()];
        for (PackedEdges part : parts) {
            EdgeCursor cursor = part.cursor();
            if (cursor.next()) {
                heap[size++] = cursor;
            }
        }
        for (int at = size / 2 - 1; at >= 0; at--) {
            siftDown(at);
        }
    }

    /** In time O(edges · log(parts)). A cut in any part is a cut in the sum. */
    public static PackedEdges of(List<PackedEdges> parts) {
        return switch (parts.size()) {
            case 0 -> PackedEdges.none();
            case 1 -> parts.get(0);
            default -> new GainSum(parts).sum(parts.stream().mapToInt(part -> part.bytes().length).sum());
        };
    }

    private PackedEdges sum(int capacity) {
        EdgeAppender sum = new EdgeAppender(capacity);
        while (size > 0) {
            EdgeCursor least = heap[0];
            if (isAlone(least)) {
                sum.copy(least);
                advance();
            } else {
                addAllOfOneId(least.id(), sum);
            }
        }
        return sum.toEdges();
    }

    /** Whether no other part has the same id: it would be just below the top. */
    private boolean isAlone(EdgeCursor least) {
        return (size < 2 || least.compareTo(heap[1]) != 0) && (size < 3 || least.compareTo(heap[2]) != 0);
    }

    private void addAllOfOneId(byte[] id, EdgeAppender sum) {
        double after = 0;
        double before = 0;
        boolean cut = false;
        while (size > 0 && heap[0].hasId(id)) {
            after += heap[0].after();
            before += heap[0].before();
            cut |= heap[0].isCut();
            advance();
        }
        if (cut) {
            sum.appendCut(id);
        } else {
            sum.append(id, after, before);
        }
    }

    /** The part on top goes on to its next edge. */
    private void advance() {
        if (!heap[0].next()) {
            heap[0] = heap[--size];
        }
        siftDown(0);
    }

    private void siftDown(int from) {
        int at = from;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            if (child + 1 < size && heap[child + 1].compareTo(heap[child]) < 0) {
                child++;
            }
            if (heap[at].compareTo(heap[child]) <= 0) {
                return;
            }
            EdgeCursor moved = heap[at];
            heap[at] = heap[child];
            heap[child] = moved;
            at = child;
        }
    }
}
