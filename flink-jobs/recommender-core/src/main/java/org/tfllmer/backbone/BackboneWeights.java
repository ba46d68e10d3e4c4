/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Everything a trained model is made of, on the heap: its shape and its arrays by name. {@value #ITEM_BASE} (n × d)
 * holds the projected item vectors z, scaled to length 1 where items are normalised, {@value #ITEM_DELTA} (n × d) what
 * was learned on top, δ.
 */
public record BackboneWeights(BackboneOptions options, Map<String, Weight> arrays) {

    public static final String ITEM_BASE = "items.base";
    public static final String ITEM_DELTA = "items.delta";

    /** The same backbone over other items: z and {@code delta} are {@code itemCount} × d, row after row. */
    public BackboneWeights withItems(int itemCount, float[] projected, float[] delta) {
        long[] shape = {itemCount, options.dimension()};
        Map<String, Weight> changed = new LinkedHashMap<>(arrays);
        changed.put(ITEM_BASE, new Weight(shape, base(options, projected)));
        changed.put(ITEM_DELTA, new Weight(shape, delta));
        return new BackboneWeights(options, changed);
    }

    /** What δ is added to. */
    static float[] base(BackboneOptions options, float[] projected) {
        return options.normalisation().ofItems() ? Directions.of(projected, options.dimension()) : projected;
    }

    /** ‖δ‖ / ‖base‖ over all items: how far learning has moved them. */
    double learnedShare() {
        return length(arrays.get(ITEM_DELTA).values()) / length(arrays.get(ITEM_BASE).values());
    }

    private static double length(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    /**
     * Compares with what a model expects.
     *
     * @throws IllegalArgumentException that lists every option, name, shape and value that does not fit
     */
    void requireFit(BackboneOptions expected, Map<String, long[]> shapes) {
        List<String> differences = new ArrayList<>();
        options.differencesTo(expected).forEach(differences::add);
        TreeSet<String> names = new TreeSet<>(shapes.keySet());
        names.addAll(arrays.keySet());
        for (String name : names) {
            compare(name, shapes.get(name), arrays.get(name), differences);
        }
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException("weights do not fit: " + String.join("; ", differences));
        }
    }

    private static void compare(String name, long[] shape, Weight weight, List<String> differences) {
        if (weight == null) {
            differences.add(name + " is missing");
        } else if (shape == null) {
            differences.add(name + " is not known");
        } else if (!Arrays.equals(shape, weight.shape())) {
            differences.add(
                    name + " is " + Arrays.toString(weight.shape()) + ", but must be " + Arrays.toString(shape));
        } else {
            for (float value : weight.values()) {
                if (!Float.isFinite(value)) {
                    differences.add(name + " holds " + value);
                    return;
                }
            }
        }
    }
}
