/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class NamedTensorsTest {

    private static final NamedTensors TENSORS = NamedTensors.builder()
            .add("basis", Tensor.of(new float[6], 3, 2))
            .addStrings("items", List.of("a", "日本", "☕"))
            .build();

    @Test
    void listsOfTextsReturnUnchanged() {
        assertThat(TENSORS.strings("items")).containsExactly("a", "日本", "☕");
        assertThat(NamedTensors.builder().addStrings("none", List.of()).build().strings("none")).isEmpty();
    }

    @Test
    void anExpectedShapeMayLeaveASizeOpen() {
        assertThat(TENSORS.tensor("basis", TensorType.F32, NamedTensors.ANY, 2)).isSameAs(TENSORS.tensor("basis"));
    }

    @Test
    void saysWhichTensorIsOfAnotherTypeOrShape() {
        assertThatThrownBy(() -> TENSORS.tensor("basis", TensorType.F32, NamedTensors.ANY, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Tensor 'basis' is F32 [3, 2], expected F32 [any, 4]");
        assertThatThrownBy(() -> TENSORS.tensor("basis", TensorType.F16, 3, 2))
                .hasMessage("Tensor 'basis' is F32 [3, 2], expected F16 [3, 2]");
    }

    @Test
    void saysWhichTensorsThereAreWhenOneIsMissing() {
        assertThatThrownBy(() -> TENSORS.tensor("weights"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("There is no tensor 'weights' among [basis, items.bytes, items.offsets]");
    }

    @Test
    void refusesANameThatIsTaken() {
        NamedTensors.Builder builder = NamedTensors.builder().add("a", Tensor.of(new int[1], 1));
        assertThatThrownBy(() -> builder.add("a", Tensor.of(new int[1], 1))).hasMessageContaining("'a'");
        assertThatThrownBy(() -> builder.add("__metadata__", Tensor.of(new int[1], 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesATextThatUtf8CannotHold() {
        NamedTensors.Builder builder = NamedTensors.builder();
        assertThatThrownBy(() -> builder.addStrings("items", List.of("\ud83c")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unpaired surrogate");
    }

    @Test
    void refusesTextsWhoseOffsetsDoNotDivideTheirBytes() {
        assertBroken(new byte[] {'a', 'b'}, 0, 1);
        assertBroken(new byte[] {'a', 'b'}, 1, 2);
        assertBroken(new byte[] {'a', 'b'}, 0, 2, 1, 2);
        assertBroken(new byte[] {'a', 'b'}, 0, 9, 2);
        assertBroken(new byte[] {}, new long[0]);
        assertBroken("é".getBytes(StandardCharsets.UTF_8), 0, 1, 2);
    }

    private static void assertBroken(byte[] bytes, long... offsets) {
        NamedTensors tensors = NamedTensors.builder()
                .add("items.bytes", Tensor.of(bytes, bytes.length))
                .add("items.offsets", Tensor.of(offsets, offsets.length))
                .build();
        assertThatThrownBy(() -> tensors.strings("items"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The texts 'items' are broken: ");
    }
}
