/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.Tensor;
import org.tfllmer.tensors.TensorType;

/**
 * A trained backbone as a file of a generation holds it. The items' projected vectors z are not in it: they are the
 * generation's item embeddings.
 *
 * <pre>
 *   metadata      every option of {@link BackboneOptions#byName}
 *   items         texts, ids of the n items that the backbone knows
 *   items.delta   F32 [n, d]  what was learned on top of z, or of z/‖z‖ where items are normalised
 *   ...           F32  the backbone's own arrays, by name
 * </pre>
 *
 * @param items   ids, in the order of δ's rows
 * @param options shape of the backbone
 * @param arrays  all of {@link BackboneWeights} but z
 */
public record BackboneFile(List<String> items, BackboneOptions options, Map<String, Weight> arrays) {

    private static final String ITEMS = "items";

    /** @throws IllegalArgumentException if there are not as many ids as items */
    public static BackboneFile of(List<String> items, BackboneWeights weights) {
        Map<String, Weight> arrays = new LinkedHashMap<>(weights.arrays());
        arrays.remove(BackboneWeights.ITEM_BASE);
        long rows = arrays.get(BackboneWeights.ITEM_DELTA).shape()[0];
        if (rows != items.size()) {
            throw new IllegalArgumentException("There are " + items.size() + " ids for " + rows + " items");
        }
        return new BackboneFile(List.copyOf(items), weights.options(), arrays);
    }

    /**
     * @throws java.util.NoSuchElementException if a tensor is missing
     * @throws IllegalArgumentException if an option or a tensor is not as it must be; the message names it
     */
    public static BackboneFile read(NamedTensors file) {
        List<String> items = file.strings(ITEMS);
        Map<String, Weight> arrays = new LinkedHashMap<>();
        for (String name : file.names()) {
            Tensor tensor = file.tensor(name);
            if (tensor.type() == TensorType.F32) {
                long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
                arrays.put(name, new Weight(shape, tensor.floats()));
            }
        }
        BackboneOptions options = options(file.metadata());
        file.tensor(BackboneWeights.ITEM_DELTA, TensorType.F32, items.size(), options.dimension());
        return new BackboneFile(items, options, arrays);
    }

    public NamedTensors tensors() {
        NamedTensors.Builder file = NamedTensors.builder();
        options.byName().forEach((name, value) -> file.metadata(name, value.toString()));
        file.addStrings(ITEMS, items);
        arrays.forEach((name, weight) -> file.add(name, Tensor.of(weight.values(),
                Arrays.stream(weight.shape()).mapToInt(Math::toIntExact).toArray())));
        return file.build();
    }

    /**
     * The weights over z, which the generation holds for these items and maybe for others.
     *
     * @throws IllegalArgumentException if an item has no z, or z has another dimension
     */
    public BackboneWeights weights(ReducedItems projected) {
        int d = options.dimension();
        if (projected.vectors().columns() != d) {
            throw new IllegalArgumentException("The item embeddings have " + projected.vectors().columns()
                    + " components and the backbone has backbone.dimension " + d);
        }
        int[] indices = projected.indicesOf(items);
        float[] base = new float[items.size() * d];
        for (int item = 0; item < indices.length; item++) {
            if (indices[item] < 0) {
                throw new IllegalArgumentException(
                        "Item " + items.get(item) + " of the backbone is not among the item embeddings");
            }
            System.arraycopy(projected.vectors().values(), indices[item] * d, base, item * d, d);
        }
        return new BackboneWeights(options, arrays)
                .withItems(items.size(), base, arrays.get(BackboneWeights.ITEM_DELTA).values());
    }

    /**
     * e of each item of the backbone: z + δ, or z/‖z‖ + δ scaled to length 1 if items are normalised.
     *
     * @throws IllegalArgumentException as {@link #weights}
     */
    public ReducedItems itemEmbeddings(ReducedItems projected) {
        int d = options.dimension();
        float[] vectors = weights(projected).arrays().get(BackboneWeights.ITEM_BASE).values();
        float[] delta = arrays.get(BackboneWeights.ITEM_DELTA).values();
        for (int row = 0; row < vectors.length; row += d) {
            double squares = 0;
            for (int at = row; at < row + d; at++) {
                vectors[at] += delta[at];
                squares += (double) vectors[at] * vectors[at];
            }
            double factor = options.normalisation().ofItems() && squares > 0 ? 1 / Math.sqrt(squares) : 1;
            for (int at = row; at < row + d; at++) {
                vectors[at] = (float) (factor * vectors[at]);
            }
        }
        return new ReducedItems(items, new Float32Matrix(items.size(), d, vectors));
    }

    private static BackboneOptions options(Map<String, String> metadata) {
        return new BackboneOptions(
                parsed(metadata, "backbone.kind", BackboneKind::valueOf),
                parsed(metadata, "backbone.dimension", Integer::parseInt),
                parsed(metadata, "backbone.layers", Integer::parseInt),
                parsed(metadata, "backbone.heads", Integer::parseInt),
                parsed(metadata, "backbone.hidden", Integer::parseInt),
                parsed(metadata, "backbone.max-length", Integer::parseInt),
                parsed(metadata, "backbone.normalisation", Normalisation::valueOf),
                parsed(metadata, "backbone.temperature", Double::parseDouble));
    }

    private static <T> T parsed(Map<String, String> metadata, String option, Function<String, T> parser) {
        String text = metadata.get(option);
        try {
            return parser.apply(Objects.requireNonNull(text));
        } catch (NullPointerException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("The backbone file has no readable " + option + ", was " + text,
                    unreadable);
        }
    }
}
