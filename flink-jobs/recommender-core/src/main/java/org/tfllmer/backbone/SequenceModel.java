/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A backbone with its item vectors: predicts a user's next item by the score h·eᵢ/τ, with h the sequence vector of the
 * user's history and eᵢ the item's vector. {@link #encode} and {@link #itemVectors} give both for scoring elsewhere.
 *
 * <p>Holds native memory until closed. Prediction may run in several threads; training excludes all else.
 */
public final class SequenceModel implements AutoCloseable {

    /** Histories encoded at once: bounds memory, and more of them are no faster. */
    private static final int ENCODED_AT_ONCE = 256;

    private final BackboneOptions options;
    private final int itemCount;
    private final Parameters parameters;
    private final ItemTable items;
    private final Backbone backbone;

    private SequenceModel(BackboneOptions options, int itemCount, float[] base, Parameters parameters) {
        this.options = options;
        this.itemCount = itemCount;
        this.parameters = parameters;
        items = new ItemTable(itemCount, base, options, parameters);
        backbone = Backbone.of(options, parameters);
    }

    /** A new backbone over random item vectors of expected length 1. */
    public static SequenceModel random(BackboneOptions options, int itemCount, long seed, ComputeDevice device) {
        Random random = new Random(seed);
        float[] base = new float[Math.multiplyExact(itemCount, options.dimension())];
        for (int i = 0; i < base.length; i++) {
            base[i] = (float) (random.nextGaussian() / Math.sqrt(options.dimension()));
        }
        return ofItems(options, itemCount, base, random.nextLong(), device);
    }

    /**
     * A new backbone over given item vectors z, n × d row after row, with δ = 0. Where items are normalised only the
     * direction of each counts.
     *
     * @throws IllegalArgumentException if the length does not fit, a value is not finite, or a vector that must be
     *     normalised is 0
     */
    public static SequenceModel ofItems(
            BackboneOptions options, int itemCount, float[] base, long seed, ComputeDevice device) {
        return ofItems(options, itemCount, base, seed, device, ScalarType.Float);
    }

    static SequenceModel ofItems(BackboneOptions options, int itemCount, float[] base, long seed, ComputeDevice device,
            ScalarType type) {
        checkItems(options, itemCount, base);
        return new SequenceModel(
                options, itemCount, BackboneWeights.base(options, base), new Parameters(device, type, seed));
    }

    /**
     * The model that {@link #weights} stored.
     *
     * @throws IllegalArgumentException that lists every option, name, shape and value that is not as {@code options}
     *     want it
     */
    public static SequenceModel load(BackboneOptions options, BackboneWeights weights, ComputeDevice device) {
        Weight base = weights.arrays().get(BackboneWeights.ITEM_BASE);
        if (base == null || base.shape().length != 2) {
            throw new IllegalArgumentException("weights do not fit: " + BackboneWeights.ITEM_BASE
                    + " must be n × d, was " + (base == null ? "missing" : Arrays.toString(base.shape())));
        }
        int itemCount = Math.toIntExact(base.shape()[0]);
        float[] placeholder = new float[Math.multiplyExact(itemCount, options.dimension())];
        SequenceModel model = new SequenceModel(options, itemCount, placeholder,
                new Parameters(device, ScalarType.Float, 0));
        try {
            weights.requireFit(options, model.shapes());
            checkItems(options, itemCount, base.values());
            weights.arrays().forEach((name, weight) -> model.parameters.set(name, weight.values()));
            return model;
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static void checkItems(BackboneOptions options, int itemCount, float[] base) {
        int d = options.dimension();
        if (base.length != (long) itemCount * d) {
            throw new IllegalArgumentException(
                    "item vectors must be " + itemCount + " × " + d + ", but there are " + base.length + " values");
        }
        for (int item = 0; item < itemCount; item++) {
            double squares = 0;
            for (int j = item * d; j < (item + 1) * d; j++) {
                squares += (double) base[j] * base[j];
            }
            if (!Double.isFinite(squares) || squares == 0 && options.normalisation().ofItems()) {
                throw new IllegalArgumentException("the vector of item " + item + " has length " + Math.sqrt(squares)
                        + ", which cannot be normalised");
            }
        }
    }

    public BackboneOptions options() {
        return options;
    }

    public int itemCount() {
        return itemCount;
    }

    /** A copy of everything that was or could be learned. */
    public BackboneWeights weights() {
        Map<String, Weight> arrays = new LinkedHashMap<>();
        parameters.all().forEach(
                (name, tensor) -> arrays.put(name, new Weight(shape(tensor), HostArrays.toFloats(tensor))));
        return new BackboneWeights(options, arrays);
    }

    /** The items whose δ is 0: nothing was learned of them. */
    BitSet unlearned() {
        float[] delta = HostArrays.toFloats(parameters.get(BackboneWeights.ITEM_DELTA));
        BitSet unlearned = new BitSet(itemCount);
        unlearned.set(0, itemCount);
        for (int at = 0; at < delta.length; at++) {
            if (delta[at] != 0) {
                unlearned.clear(at / options.dimension());
            }
        }
        return unlearned;
    }

    /** Sets δ of some items to 0. */
    void forget(BitSet forgotten) {
        float[] delta = HostArrays.toFloats(parameters.get(BackboneWeights.ITEM_DELTA));
        int d = options.dimension();
        forgotten.stream().forEach(item -> Arrays.fill(delta, item * d, (item + 1) * d, 0));
        parameters.set(BackboneWeights.ITEM_DELTA, delta);
    }

    /** Item vectors eᵢ as the scores use them, n × d row after row. */
    public float[] itemVectors() {
        try (NoGradGuard noGradients = new NoGradGuard(); PointerScope scope = new PointerScope()) {
            return HostArrays.toFloats(items.all());
        }
    }

    /**
     * The sequence vector after each history's last item.
     *
     * @param histories item indexes, oldest first, none empty; only the last {@code backbone.max-length} are read
     * @return one row of d floats per history
     * @throws IllegalArgumentException if a history is empty or names an item that is not in the catalogue
     */
    public float[] encode(List<int[]> histories) {
        histories.forEach(history -> checkHistory(history, 1));
        float[] vectors = new float[Math.multiplyExact(histories.size(), options.dimension())];
        for (int start = 0; start < histories.size(); start += ENCODED_AT_ONCE) {
            List<int[]> part = histories.subList(start, Math.min(histories.size(), start + ENCODED_AT_ONCE));
            SequenceBatch batch = SequenceBatch.forPrediction(part, options.maxLength());
            try (NoGradGuard noGradients = new NoGradGuard(); PointerScope scope = new PointerScope()) {
                float[] rows = HostArrays.toFloats(sequenceVectors(batch, Dropout.NONE));
                System.arraycopy(rows, 0, vectors, start * options.dimension(), rows.length);
            }
        }
        return vectors;
    }

    /**
     * The mean cross-entropy over the whole catalogue, in nats, of each next item of the sequences: for data held out.
     *
     * @throws IllegalArgumentException if a sequence has fewer than two items, names one that is not in the catalogue,
     *     or there is none
     */
    public double meanLoss(List<int[]> sequences) {
        sequences.forEach(sequence -> checkHistory(sequence, 2));
        if (sequences.isEmpty()) {
            throw new IllegalArgumentException("there is no sequence to measure");
        }
        double sum = 0;
        long positions = 0;
        try (NoGradGuard noGradients = new NoGradGuard(); PointerScope scope = new PointerScope()) {
            Tensor all = items.all();
            for (int start = 0; start < sequences.size(); start += ENCODED_AT_ONCE) {
                List<int[]> part = sequences.subList(start, Math.min(sequences.size(), start + ENCODED_AT_ONCE));
                SequenceBatch batch = SequenceBatch.forTraining(part, options.maxLength());
                sum += batch.targets().length * meanLoss(batch, all);
                positions += batch.targets().length;
            }
        }
        return sum / positions;
    }

    private double meanLoss(SequenceBatch batch, Tensor all) {
        try (PointerScope scope = new PointerScope()) {
            Tensor targets = HostArrays.toTensor(batch.targets(), parameters.device());
            return new FullSoftmax(LossOptions.defaults())
                    .loss(scaled(sequenceVectors(batch, Dropout.NONE)), all, targets).item_double();
        }
    }

    /** Refuses a sequence shorter than {@code shortest} and an item that is not in the catalogue. */
    void checkHistory(int[] history, int shortest) {
        if (history.length < shortest) {
            throw new IllegalArgumentException(
                    "a history must hold " + shortest + " or more items, but one holds " + history.length);
        }
        for (int item : history) {
            if (item < 0 || item >= itemCount) {
                throw new IllegalArgumentException("a history names item " + item + " of a catalogue of " + itemCount);
            }
        }
    }

    /** The vectors h at the batch's positions, one row each. */
    Tensor sequenceVectors(SequenceBatch batch, Dropout dropout) {
        Tensor indexes = HostArrays.toTensor(batch.items(), parameters.device()).view(batch.size(), batch.length());
        return sequenceVectors(batch, items.of(indexes), dropout);
    }

    /** As above, with the items' vectors (B × L × d) given. */
    Tensor sequenceVectors(SequenceBatch batch, Tensor itemVectors, Dropout dropout) {
        Tensor all = backbone.sequenceVectors(itemVectors, dropout).reshape(-1, options.dimension());
        Tensor counted = torch.index_select(all, 0, HostArrays.toTensor(batch.positions(), parameters.device()));
        return options.normalisation().ofSequence() ? ItemTable.unitRows(counted) : counted;
    }

    /** h/τ: what a product with item vectors turns into scores. */
    Tensor scaled(Tensor sequenceVectors) {
        return sequenceVectors.div(new Scalar(options.temperature()));
    }

    ItemTable items() {
        return items;
    }

    Parameters parameters() {
        return parameters;
    }

    private Map<String, long[]> shapes() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        parameters.all().forEach((name, tensor) -> shapes.put(name, shape(tensor)));
        return shapes;
    }

    private static long[] shape(Tensor tensor) {
        long[] shape = new long[(int) tensor.dim()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = tensor.size(i);
        }
        return shape;
    }

    @Override
    public void close() {
        parameters.close();
    }
}
