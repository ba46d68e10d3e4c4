/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.Tensor;

class ReducedItemsTest {

    private static final ReducedItems REDUCED =
            new ReducedItems(List.of("cup", "tea"), new Float32Matrix(2, 1, new float[] {-1, 2}));

    @Test
    void areReadAsTheyWereWritten() {
        ReducedItems read = ReducedItems.read(REDUCED.tensors());
        assertThat(read.items()).isEqualTo(REDUCED.items());
        assertThat(read.vectors().columns()).isEqualTo(1);
        assertThat(read.vectors().values()).containsExactly(-1, 2);
    }

    @Test
    void aBasisIsReadAsItWasWritten() {
        Basis basis = new Basis(2, 1, new double[] {0.5, 0.25}, new double[] {3, 4}, true);
        Basis read = BasisTensors.read(BasisTensors.of(basis));
        assertThat(read.embeddingLength()).isEqualTo(2);
        assertThat(read.dimension()).isEqualTo(1);
        assertThat(read.mean()).containsExactly(0.5, 0.25);
        assertThat(read.values()).containsExactly(3, 4);
        assertThat(read.rowScaling()).isTrue();
    }

    @Test
    void aFileOfAnotherTypeIsRefusedByName() {
        NamedTensors narrow = NamedTensors.builder().add("basis", Tensor.of(new float[2], 2, 1)).build();
        assertThatThrownBy(() -> BasisTensors.read(narrow)).hasMessageContaining("'basis' is F32 [2, 1]");
    }

    @Test
    void anItemThatIsNewHasNoIndex() {
        assertThat(REDUCED.indicesOf(List.of("tea", "pot", "cup"))).containsExactly(1, -1, 0);
    }
}
