/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.Arrays;

/** Numbers items from 0 as they are met. A hash table with open addressing: an item costs its ids and 12 bytes. */
final class ItemNumbers {

    private static final int FREE = -1;

    private String[] items;
    private int[] slots;
    private int size;

    /** @param expected items to have room for at first, a power of two */
    ItemNumbers(int expected) {
        items = new String[expected];
        slots = newSlots(2 * expected);
    }

    int size() {
        return size;
    }

    int of(String item) {
        int slot = slotOf(item);
        if (slots[slot] == FREE) {
            slots[slot] = add(item);
            if (2 * size > slots.length) {
                rehash();
            }
            return size - 1;
        }
        return slots[slot];
    }

    private int slotOf(String item) {
        int mask = slots.length - 1;
        int hash = item.hashCode() * 0x9E3779B9; // spreads ids that differ in their last characters only
        int slot = (hash ^ hash >>> 15) & mask;
        while (slots[slot] != FREE && !items[slots[slot]].equals(item)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private int add(String item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, 2 * size);
        }
        items[size] = item;
        return size++;
    }

    private void rehash() {
        slots = newSlots(2 * slots.length);
        for (int number = 0; number < size; number++) {
            slots[slotOf(items[number])] = number;
        }
    }

    private static int[] newSlots(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, FREE);
        return slots;
    }

    /** By number. */
    String[] all() {
        return Arrays.copyOf(items, size);
    }

    /** In the order of the ids' bytes. */
    Ranked ranked() {
        byte[][] ids = new byte[size][];
        Integer[] order = new Integer[size];
        for (int number = 0; number < size; number++) {
            ids[number] = Utf8.bytes(items[number]);
            order[number] = number;
        }
        Arrays.sort(order, (one, other) -> Arrays.compareUnsigned(ids[one], ids[other]));
        return Ranked.of(order, items, ids);
    }

    /**
     * Items in order.
     *
     * @param rank by number
     * @param item by rank
     * @param id   the same in UTF-8
     */
    record Ranked(int[] rank, String[] item, byte[][] id) {

        private static Ranked of(Integer[] order, String[] items, byte[][] ids) {
            Ranked ranked = new Ranked(new int[order.length], new String[order.length], new byte[order.length][]);
            for (int rank = 0; rank < order.length; rank++) {
                ranked.rank[order[rank]] = rank;
                ranked.item[rank] = items[order[rank]];
                ranked.id[rank] = ids[order[rank]];
            }
            return ranked;
        }
    }
}
