/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.tfllmer.graph.UserEvent;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.TensorType;

/** Reads the users of one shard of histories. */
public final class HistoryShardReader {

    private HistoryShardReader() {}

    /** Hands each user and the interactions, oldest first and without event ids, to {@code user}. */
    public static void read(NamedTensors shard, BiConsumer<String, List<UserEvent>> user) {
        List<String> users = shard.strings("users");
        List<String> names = shard.strings("names");
        long[] offsets = shard.tensor("offsets", TensorType.I64, users.size() + 1).longs();
        int[] items = shard.tensor("items", TensorType.I32, NamedTensors.ANY).ints();
        long[] times = shard.tensor("times", TensorType.I64, items.length).longs();
        double[] weights = shard.tensor("weights", TensorType.F64, items.length).doubles();
        for (int row = 0; row < users.size(); row++) {
            List<UserEvent> history = new ArrayList<>();
            for (int at = Math.toIntExact(offsets[row]); at < offsets[row + 1]; at++) {
                history.add(new UserEvent("", names.get(items[at]), weights[at], times[at]));
            }
            user.accept(users.get(row), history);
        }
    }
}
