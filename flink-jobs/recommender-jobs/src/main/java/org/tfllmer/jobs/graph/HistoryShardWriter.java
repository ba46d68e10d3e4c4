/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tfllmer.graph.UserEvent;
import org.tfllmer.graph.UserHistory;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.Tensor;

/**
 * Collects users' histories and writes them as one safetensors file, sorted by user. It lies beside the folders of the
 * boundaries, for later snapshots name it again until its users' histories change:
 * <pre>
 *   users     texts   the row's user
 *   offsets   I64     interactions of row r are offsets[r] … offsets[r + 1] - 1, oldest first
 *   items     I32     per interaction, index into names
 *   times     I64     per interaction, event time in milliseconds since 1970 UTC
 *   weights   F64     per interaction
 *   names     texts   every item once
 * </pre>
 */
public final class HistoryShardWriter {

    public static final String ROLE = "histories";

    private final Map<String, List<UserEvent>> histories = new TreeMap<>();
    private int interactions;

    /** A user of whom nothing positive is known is left out. */
    void add(String userId, UserHistory.Stored history) {
        List<UserEvent> oldestFirst = new ArrayList<>(history.base());
        history.log().stream().filter(event -> event.weight() > 0).forEach(oldestFirst::add);
        if (!oldestFirst.isEmpty()) {
            histories.put(userId, oldestFirst);
            interactions += oldestFirst.size();
        }
    }

    SnapshotShard write(SnapshotStore store, long boundary, int subtask, int subtasks) throws IOException {
        String path = ROLE + "/" + boundary + "-" + subtask + ".safetensors";
        SnapshotFile file = store.write(ROLE, path, tensors());
        return new SnapshotShard(boundary, subtask, subtasks, file, histories.size(), interactions);
    }

    private NamedTensors tensors() {
        long[] offsets = new long[histories.size() + 1];
        int[] items = new int[interactions];
        long[] times = new long[interactions];
        double[] weights = new double[interactions];
        Map<String, Integer> names = new LinkedHashMap<>();
        int row = 0;
        int at = 0;
        for (List<UserEvent> history : histories.values()) {
            for (UserEvent event : history) {
                items[at] = names.computeIfAbsent(event.itemId(), unknown -> names.size());
                times[at] = event.time();
                weights[at++] = event.weight();
            }
            offsets[++row] = at;
        }
        return NamedTensors.builder()
                .addStrings("users", List.copyOf(histories.keySet()))
                .add("offsets", Tensor.of(offsets, offsets.length))
                .add("items", Tensor.of(items, interactions))
                .add("times", Tensor.of(times, interactions))
                .add("weights", Tensor.of(weights, interactions))
                .addStrings("names", new ArrayList<>(names.keySet()))
                .build();
    }
}
