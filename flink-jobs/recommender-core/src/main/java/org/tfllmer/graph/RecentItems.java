/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.util.Arrays;

/**
 * The last distinct items of one user, oldest first: at most {@code limit} of them.
 * An item that comes back moves to the end and is not its own neighbour.
 */
public final class RecentItems {

    private RecentItems() {}

    /** All of {@code recent} but {@code item}: what the item co-occurs with when it comes now. */
    public static String[] without(String[] recent, String item) {
        int at = Arrays.asList(recent).indexOf(item);
        if (at < 0) {
            return recent;
        }
        String[] others = new String[recent.length - 1];
        System.arraycopy(recent, 0, others, 0, at);
        System.arraycopy(recent, at + 1, others, at, others.length - at);
        return others;
    }

    /** {@code others}, without the oldest where the limit asks for it, and {@code item} as the newest. */
    public static String[] append(String[] others, String item, int limit) {
        int kept = Math.min(others.length, limit - 1);
        String[] recent = Arrays.copyOfRange(others, others.length - kept, others.length + 1);
        recent[kept] = item;
        return recent;
    }
}
