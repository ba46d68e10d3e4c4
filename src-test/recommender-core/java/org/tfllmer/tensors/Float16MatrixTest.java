/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class Float16MatrixTest {

    private static final Float32Matrix EXACT = new Float32Matrix(3, 2, new float[] {1, -2, 0.5f, 4, 1024, -0.25f});

    @Test
    void readsABlockOfRowsToTheStartOfTheTarget() {
        float[] target = new float[5];
        Float16Matrix.rounded(EXACT).read(1, 2, target);
        assertThat(target).containsExactly(0.5f, 4, 1024, -0.25f, 0);
    }

    @Test
    void roundsEachValueToTheNearestHalf() {
        Float16Matrix rounded = Float16Matrix.rounded(new Float32Matrix(1, 2, new float[] {0.1f, 2049}));
        float[] row = new float[2];
        rounded.read(0, 1, row);
        assertThat(row).containsExactly(0.099975586f, 2048);
    }

    @Test
    void refusesRowsThatItDoesNotHave() {
        Float16Matrix matrix = Float16Matrix.rounded(EXACT);
        assertThatThrownBy(() -> matrix.read(2, 2, new float[4])).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> matrix.read(-1, 1, new float[4])).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void refusesAnArrayThatDoesNotFitItsSize() {
        assertThatThrownBy(() -> new Float16Matrix(2, 3, new short[5]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A 2 x 3 matrix cannot have 5 values");
    }
}
