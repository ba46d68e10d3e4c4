/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which users wait for the watermark to reach which times. Times are grouped, since the order within one step of the
 * watermark does not matter between users.
 */
final class AwaitedUsers {

    /** Milliseconds of a group. */
    private static final long GROUP = 128;

    private final TreeMap<Long, List<Awaited>> groups = new TreeMap<>();

    private record Awaited(long time, String userId) {}

    /** What is done when a user's time has come. */
    interface Due {

        void take(String userId) throws Exception;
    }

    void add(long time, String userId) {
        groups.computeIfAbsent(Math.floorDiv(time, GROUP), none -> new ArrayList<>()).add(new Awaited(time, userId));
    }

    /** The earliest time, {@link Long#MAX_VALUE} if no user waits. */
    long first() {
        long first = Long.MAX_VALUE;
        if (!groups.isEmpty()) {
            for (Awaited awaited : groups.firstEntry().getValue()) {
                first = Math.min(first, awaited.time);
            }
        }
        return first;
    }

    /** Takes out all that a watermark has reached. */
    void takeUpTo(long watermark, Due due) throws Exception {
        while (!groups.isEmpty() && groups.firstKey() * GROUP <= watermark) {
            Map.Entry<Long, List<Awaited>> group = groups.firstEntry();
            if (group.getKey() * GROUP + GROUP - 1 <= watermark) {
                groups.pollFirstEntry();
                for (Awaited awaited : group.getValue()) {
                    due.take(awaited.userId);
                }
            } else {
                takeSome(group.getValue(), watermark, due);
                if (group.getValue().isEmpty()) {
                    groups.pollFirstEntry();
                }
                return;
            }
        }
    }

    private static void takeSome(List<Awaited> group, long watermark, Due due) throws Exception {
        List<Awaited> left = new ArrayList<>();
        for (Awaited awaited : group) {
            if (awaited.time <= watermark) {
                due.take(awaited.userId);
            } else {
                left.add(awaited);
            }
        }
        group.clear();
        group.addAll(left);
    }
}
