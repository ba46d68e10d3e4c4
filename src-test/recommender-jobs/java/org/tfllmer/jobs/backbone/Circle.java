/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.backbone;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.Tensor;

/** A catalogue in a circle that users go round: the next item can be learned, and is near the one before. */
final class Circle {

    static final int ITEMS = 24;
    static final int DIMENSION = 8;

    private final SnapshotStore store;

    Circle(SnapshotStore store) {
        this.store = store;
    }

    /** Prepared at boundary 100 × number. */
    Generation prepared(long number) throws IOException {
        float[] values = new float[ITEMS * DIMENSION];
        for (int at = 0; at < values.length; at++) {
            double angle = 2 * Math.PI * (at / DIMENSION) * (at % DIMENSION / 2 + 1) / ITEMS;
            values[at] = (float) (at % 2 == 0 ? Math.cos(angle) : Math.sin(angle));
        }
        ReducedItems items = new ReducedItems(IntStream.range(0, ITEMS).mapToObj(Circle::item).toList(),
                new Float32Matrix(ITEMS, DIMENSION, values));
        SnapshotFile file = store.write("item-embeddings",
                "generations/default/" + number + "/item_embeddings.safetensors", items.tensors());
        return new Generation("default", number, number == 1 ? null : number - 1, GenerationState.PREPARED,
                100 * number, List.of(file), new TreeMap<>(), null, number);
    }

    /** Of users whose last interaction was just before the boundary of a generation. */
    SnapshotFile histories(long number, int users) throws IOException {
        Random random = new Random(number);
        List<String> names = new ArrayList<>();
        long[] offsets = new long[users + 1];
        List<Integer> items = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            names.add("user-%04d".formatted(user));
            int start = random.nextInt(ITEMS);
            int length = 4 + random.nextInt(5);
            for (int at = 0; at < length; at++) {
                items.add((start + at) % ITEMS);
                times.add(100 * number - length + at);
            }
            offsets[user + 1] = items.size();
        }
        double[] weights = new double[items.size()];
        Arrays.fill(weights, 1);
        return store.write("histories", "histories/" + 100 * number + "-0.safetensors", NamedTensors.builder()
                .addStrings("users", names)
                .add("offsets", Tensor.of(offsets, offsets.length))
                .add("items", Tensor.of(items.stream().mapToInt(item -> item).toArray(), items.size()))
                .add("times", Tensor.of(times.stream().mapToLong(time -> time).toArray(), times.size()))
                .add("weights", Tensor.of(weights, weights.length))
                .addStrings("names", IntStream.range(0, ITEMS).mapToObj(Circle::item).toList())
                .build());
    }

    static GraphSnapshot graph(long boundary, SnapshotFile... files) {
        return new GraphSnapshot(boundary, List.of(files), Map.of());
    }

    private static String item(int number) {
        return "item-%02d".formatted(number);
    }
}
