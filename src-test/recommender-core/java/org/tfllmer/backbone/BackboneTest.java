/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BackboneTest {

    private static final int ITEMS = 11;
    private static final int DIMENSION = 4;
    private static final List<int[]> SEQUENCES = List.of(
            new int[] {1, 5, 5, 0, 9}, new int[] {10, 2}, new int[] {3, 4, 1, 8}, new int[] {7, 6, 2});

    @ParameterizedTest
    @EnumSource
    void gradientsPassFiniteDifferences(BackboneKind kind) {
        for (Normalisation normalisation : Normalisation.values()) {
            BackboneOptions options = new BackboneOptions(
                    kind, DIMENSION, 2, kind == BackboneKind.SASREC ? 2 : 1, 6, 5, normalisation, 0.1);
            try (SequenceModel model = SequenceModel.ofItems(
                    options, ITEMS, gaussian(ITEMS * DIMENSION), 3, ComputeDevice.cpu(), ScalarType.Double)) {
                // Two positions a block, so that blocks meet; 1e-5 leaves room for the difference's own error.
                assertThat(worstGradientError(model, new FullSoftmax(new LossOptions(0, 2 * ITEMS * Float.BYTES))))
                        .as("%s", normalisation).isLessThan(1e-5);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anItemNeverInfluencesAnEarlierPosition(BackboneKind kind) {
        try (SequenceModel model = model(kind)) {
            int[] history = {1, 5, 5, 0, 9, 3};
            for (int changed = 1; changed < history.length; changed++) {
                int[] other = history.clone();
                other[changed] = 7;
                float[] before = allPositions(model, history);
                float[] after = allPositions(model, other);
                int unchanged = changed * DIMENSION;
                assertThat(Arrays.copyOf(after, unchanged)).isEqualTo(Arrays.copyOf(before, unchanged));
                assertThat(after).isNotEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPaddedBatchEqualsTheSingleSequences(BackboneKind kind) {
        try (SequenceModel model = model(kind)) {
            float[] batch = model.encode(SEQUENCES);
            for (int row = 0; row < SEQUENCES.size(); row++) {
                float[] single = model.encode(List.of(SEQUENCES.get(row)));
                assertThat(Arrays.copyOfRange(batch, row * DIMENSION, (row + 1) * DIMENSION))
                        .containsExactly(single, within(1e-6f));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheLatestItemsAreRead(BackboneKind kind) {
        try (SequenceModel model = model(kind)) {
            assertThat(model.encode(List.of(new int[] {9, 9, 1, 2, 3, 4, 5, 6})))
                    .isEqualTo(model.encode(List.of(new int[] {1, 2, 3, 4, 5, 6})));
        }
    }

    private static double worstGradientError(SequenceModel model, SequenceLoss loss) {
        double worst = 0;
        try (PointerScope scope = new PointerScope()) {
            for (Tensor tensor : model.parameters().all().values()) {
                tensor.requires_grad_(true);
            }
            loss(model, loss, true);
            Random random = new Random(5);
            for (Tensor tensor : model.parameters().all().values()) {
                DoublePointer values = new DoublePointer(tensor.data_ptr());
                DoublePointer gradient = new DoublePointer(tensor.grad().contiguous().data_ptr());
                for (int probe = 0; probe < 8; probe++) {
                    int at = random.nextInt((int) tensor.numel());
                    worst = Math.max(worst, Math.abs(difference(model, loss, values, at) - gradient.get(at)));
                }
            }
        }
        return worst;
    }

    private static double difference(SequenceModel model, SequenceLoss loss, DoublePointer values, int at) {
        double step = 1e-6;
        double value = values.get(at);
        values.put(at, value + step);
        double above = loss(model, loss, false);
        values.put(at, value - step);
        double below = loss(model, loss, false);
        values.put(at, value);
        return (above - below) / (2 * step);
    }

    private static double loss(SequenceModel model, SequenceLoss loss, boolean backward) {
        SequenceBatch batch = SequenceBatch.forTraining(SEQUENCES, model.options().maxLength());
        Tensor items = model.items().all();
        Tensor sequences = model.scaled(model.sequenceVectors(batch, Dropout.NONE));
        SequenceLoss.LossGradient gradient =
                loss.gradient(sequences, items, HostArrays.toTensor(batch.targets(), items.device()));
        if (backward) {
            torch.backward(new TensorVector(sequences, items), new TensorVector(gradient.sequences(), gradient.items()),
                    new BoolOptional(), false, new TensorVector());
        }
        return gradient.loss().item_double();
    }

    private static float[] allPositions(SequenceModel model, int[] history) {
        try (PointerScope scope = new PointerScope()) {
            // The last item is only a target, so one more is put behind.
            SequenceBatch batch = SequenceBatch.forTraining(
                    List.of(Arrays.copyOf(history, history.length + 1)), model.options().maxLength());
            return HostArrays.toFloats(model.sequenceVectors(batch, Dropout.NONE));
        }
    }

    private static SequenceModel model(BackboneKind kind) {
        BackboneOptions options = new BackboneOptions(
                kind, DIMENSION, 2, kind == BackboneKind.SASREC ? 2 : 1, 6, 6, Normalisation.ITEMS, 0.1);
        return SequenceModel.ofItems(options, ITEMS, gaussian(ITEMS * DIMENSION), 3, ComputeDevice.cpu());
    }

    private static float[] gaussian(int length) {
        Random random = new Random(1);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
