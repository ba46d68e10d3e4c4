/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.FloatMatrix;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.NpyReader;
import org.tfllmer.tensors.SafetensorsReader;
import org.tfllmer.tensors.TensorType;

/**
 * Read from a file. One of NumPy has a row for each item of the source, in its order. So has one of safetensors, unless
 * it lists the items itself, as {@code items.bytes} and {@code items.offsets}: then rows are found by id.
 */
public record FileVectors(Path file) implements VectorSource {

    private static final String ITEMS = "items";

    @Override
    public Optional<FloatMatrix> of(SourceItems items) throws IOException {
        if (!file.toString().endsWith(".safetensors")) {
            return Optional.of(inOrder(NpyReader.read(file), items));
        }
        NamedTensors tensors = SafetensorsReader.read(file);
        FloatMatrix rows = onlyMatrix(tensors);
        return Optional.of(tensors.names().contains(ITEMS + ".offsets")
                ? byId(rows, tensors.strings(ITEMS), items)
                : inOrder(rows, items));
    }

    private FloatMatrix onlyMatrix(NamedTensors tensors) {
        List<String> names = tensors.names().stream().filter(name -> isMatrix(tensors, name)).toList();
        if (names.size() != 1) {
            throw new IllegalArgumentException("--embeddings must have one tensor F32 or F16 of two dimensions, "
                    + file + " has " + (names.isEmpty() ? "none" : names));
        }
        return tensors.tensor(names.get(0)).matrix();
    }

    private static boolean isMatrix(NamedTensors tensors, String name) {
        TensorType type = tensors.tensor(name).type();
        return tensors.tensor(name).shape().length == 2 && (type == TensorType.F32 || type == TensorType.F16);
    }

    private FloatMatrix inOrder(FloatMatrix rows, SourceItems items) {
        if (rows.rows() != items.described()) {
            throw new IllegalArgumentException("--embeddings must have a row for each of the " + items.described()
                    + " items of the source, " + file + " has " + rows.rows());
        }
        float[] values = new float[items.size() * rows.columns()];
        for (int item = 0; item < items.rows().size(); item++) {
            copy(rows, items.rows().get(item), values, item);
        }
        return new Float32Matrix(items.size(), rows.columns(), values);
    }

    private FloatMatrix byId(FloatMatrix rows, List<String> ids, SourceItems items) {
        if (rows.rows() != ids.size()) {
            throw new IllegalArgumentException("--embeddings must have a row for each of its items, " + file
                    + " has " + rows.rows() + " for " + ids.size());
        }
        Map<String, Integer> rowOf = new HashMap<>();
        ids.forEach(id -> rowOf.put(id, rowOf.size()));
        float[] values = new float[items.size() * rows.columns()];
        for (int item = 0; item < items.size(); item++) {
            Integer row = rowOf.get(items.items().get(item).item());
            if (row != null) {
                copy(rows, row, values, item);
            }
        }
        return new Float32Matrix(items.size(), rows.columns(), values);
    }

    private static void copy(FloatMatrix from, int row, float[] to, int item) {
        float[] values = new float[from.columns()];
        from.read(row, 1, values);
        System.arraycopy(values, 0, to, item * values.length, values.length);
    }
}
