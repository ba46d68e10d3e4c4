/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

class SequenceLossTest {

    private static final int POSITIONS = 23;
    private static final int ITEMS = 40;
    private static final int DIMENSION = 8;
    private static final Device CPU = ComputeDevice.cpu().torchDevice();

    @Test
    void theBlockwiseGradientIsThatOfAutograd() {
        try (PointerScope scope = new PointerScope()) {
            Tensor sequences = gaussian(1, POSITIONS).requires_grad_(true);
            Tensor items = gaussian(2, ITEMS).requires_grad_(true);
            Tensor loss = torch.cross_entropy_loss(sequences.mm(items.t()), targets());
            loss.backward();
            for (int rows : new int[] {1, 4, POSITIONS, 1000}) {
                SequenceLoss.LossGradient ours = new FullSoftmax(new LossOptions(0, 4L * ITEMS * rows))
                        .gradient(sequences, items, targets());
                assertThat(ours.loss().item_double()).isCloseTo(loss.item_double(), within(1e-12));
                assertClose(ours.sequences(), sequences.grad());
                assertClose(ours.items(), items.grad());
            }
        }
    }

    @Test
    void manyDrawnNegativesComeCloseToTheWholeCatalogue() {
        try (PointerScope scope = new PointerScope()) {
            Tensor sequences = gaussian(1, POSITIONS);
            Tensor items = gaussian(2, ITEMS).requires_grad_(true);
            SequenceLoss.LossGradient full =
                    new FullSoftmax(LossOptions.defaults()).gradient(sequences, items, targets());
            Proposal proposal = new Proposal(ITEMS, List.of(new int[] {1, 1, 1, 1, 2, 2, 3, 39}), 4);
            SequenceLoss.LossGradient sampled = new SampledSoftmax(new LossOptions(200_000, 1 << 20), proposal)
                    .gradient(sequences, items, targets());
            assertThat(sampled.loss().item_double()).isCloseTo(full.loss().item_double(), within(0.02));
            assertThat(difference(sampled.sequences(), full.sequences())).isLessThan(2e-3);
            assertThat(difference(sampled.items(), full.items())).isLessThan(2e-3);
        }
    }

    @Test
    void fewNegativesAreRightOnAverage() {
        try (PointerScope scope = new PointerScope()) {
            Tensor sequences = gaussian(1, POSITIONS);
            Tensor items = gaussian(2, ITEMS);
            // e^loss is what the correction keeps unbiased, so that is averaged; of one position, or it would not be.
            Tensor one = sequences.narrow(0, 0, 1);
            Tensor target = targets().narrow(0, 0, 1);
            double full = Math.exp(new FullSoftmax(LossOptions.defaults()).loss(one, items, target).item_double());
            SampledSoftmax sampled = new SampledSoftmax(
                    new LossOptions(10, 1 << 20), new Proposal(ITEMS, List.of(new int[] {1, 1, 1, 2}), 4));
            double sum = 0;
            for (int i = 0; i < 4000; i++) {
                sum += Math.exp(sampled.gradient(one, items, target).loss().item_double());
            }
            assertThat(sum / 4000).isCloseTo(full, within(0.05 * full));
        }
    }

    private static void assertClose(Tensor actual, Tensor expected) {
        assertThat(difference(actual, expected)).isLessThan(1e-12);
    }

    private static double difference(Tensor a, Tensor b) {
        return a.sub(b).abs().max().item_double();
    }

    private static Tensor targets() {
        return HostArrays.toTensor(new Random(3).longs(POSITIONS, 0, ITEMS).toArray(), CPU);
    }

    private static Tensor gaussian(long seed, int rows) {
        Random random = new Random(seed);
        float[] values = new float[rows * DIMENSION];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return HostArrays.toTensor(values, new long[] {rows, DIMENSION}, CPU, ScalarType.Double);
    }
}
