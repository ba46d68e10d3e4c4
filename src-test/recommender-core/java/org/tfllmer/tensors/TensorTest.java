/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TensorTest {

    @Test
    void refusesAShapeThatDoesNotFitItsValues() {
        assertThatThrownBy(() -> Tensor.of(new float[5], 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Shape [2, 3] asks for 6 values, not 5");
        assertThatThrownBy(() -> Tensor.of(new float[6], -2, -3)).hasMessageContaining("negative size");
        assertThatThrownBy(() -> Tensor.of(new float[0], 1 << 16, 1 << 16)).hasMessageContaining("[65536, 65536]");
    }

    @Test
    void refusesToBeReadAsAnotherType() {
        Tensor tensor = Tensor.of(new long[2], 2);
        assertThatThrownBy(tensor::floats)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The tensor is I64 [2], not F32");
        assertThatThrownBy(tensor::matrix).hasMessageContaining("I64 [2]");
        assertThatThrownBy(Tensor.of(new int[6], 2, 3)::matrix).hasMessage("The tensor is I32 [2, 3], not F32");
    }

    @Test
    void aMatrixBecomesATensorAndAMatrixAgainWithoutACopy() {
        Float32Matrix floats = new Float32Matrix(1, 2, new float[] {1, 2});
        Float16Matrix halves = Float16Matrix.rounded(floats);
        assertThat(Tensor.of(floats).matrix()).isEqualTo(floats);
        assertThat(Tensor.of(halves).matrix()).isEqualTo(halves);
    }
}
