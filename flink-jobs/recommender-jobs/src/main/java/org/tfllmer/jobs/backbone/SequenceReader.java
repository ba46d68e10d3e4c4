/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.backbone;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.tfllmer.backbone.UserSequence;
import org.tfllmer.graph.UserEvent;
import org.tfllmer.jobs.graph.HistoryShardReader;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.SnapshotFile;

/** Reads users' histories by reference. */
final class SequenceReader {

    private SequenceReader() {}

    /** Sorted by user, so that the order does not depend on how many subtasks wrote them. */
    static List<UserSequence> read(SnapshotStore store, List<SnapshotFile> shards) throws IOException {
        TreeMap<String, UserSequence> users = new TreeMap<>();
        for (SnapshotFile shard : shards) {
            HistoryShardReader.read(store.read(shard), (user, events) -> users.put(user, sequence(events)));
        }
        return new ArrayList<>(users.values());
    }

    private static UserSequence sequence(List<UserEvent> events) {
        return new UserSequence(
                events.stream().map(UserEvent::itemId).toArray(String[]::new),
                events.stream().mapToLong(UserEvent::time).toArray());
    }
}
