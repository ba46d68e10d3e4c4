/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.Tensor;
import org.tfllmer.tensors.TensorType;

/** A basis as a file holds it: mean F64 [D], basis F64 [D, d]; metadata row-scaling. */
public final class BasisTensors {

    private static final String MEAN = "mean";
    private static final String BASIS = "basis";
    private static final String ROW_SCALING = "row-scaling";

    private BasisTensors() {}

    public static NamedTensors of(Basis basis) {
        return NamedTensors.builder()
                .metadata(ROW_SCALING, Boolean.toString(basis.rowScaling()))
                .add(MEAN, Tensor.of(basis.mean(), basis.embeddingLength()))
                .add(BASIS, Tensor.of(basis.values(), basis.embeddingLength(), basis.dimension()))
                .build();
    }

    /**
     * @throws java.util.NoSuchElementException if a tensor is missing
     * @throws IllegalArgumentException if the type or shape of one is another
     */
    public static Basis read(NamedTensors file) {
        Tensor basis = file.tensor(BASIS, TensorType.F64, NamedTensors.ANY, NamedTensors.ANY);
        int length = basis.shape()[0];
        return new Basis(length, basis.shape()[1], file.tensor(MEAN, TensorType.F64, length).doubles(),
                basis.doubles(), Boolean.parseBoolean(file.metadata().get(ROW_SCALING)));
    }
}
