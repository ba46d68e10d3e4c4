/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tfllmer.serving.ItemIndex;

class TrainerTest {

    private static final int ITEMS = 20;
    private static final int DIMENSION = 16;
    private static final List<int[]> RING = ring();

    @ParameterizedTest
    @EnumSource
    void learnsARingAndPredictsTheNextItem(BackboneKind kind) {
        for (int negatives : new int[] {0, 8}) {
            try (SequenceModel model = model(kind)) {
                List<TrainingEpoch> epochs = new ArrayList<>();
                TrainingObserver collect = new TrainingObserver() {
                    @Override
                    public boolean afterEpoch(TrainingEpoch epoch) {
                        return epochs.add(epoch);
                    }
                };
                new Trainer(model, options(negatives, 0.1, 25, 3), System::nanoTime).train(RING, collect);
                assertThat(epochs.get(24).loss()).isLessThan(0.25 * epochs.get(0).loss());
                ItemIndex index = ItemIndex.of(model.itemVectors(), ITEMS, DIMENSION);
                for (int item = 1; item < ITEMS; item++) {
                    float[] sequence = model.encode(List.of(new int[] {item - 1, item}));
                    assertThat(index.topK(sequence, 1, seen -> false).items()).containsExactly((item + 1) % ITEMS);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameSeedGivesTheSameWeightsBitForBit(BackboneKind kind) {
        float[][] weights = trained(kind, 7);
        assertThat(Arrays.deepEquals(trained(kind, 7), weights)).isTrue();
        assertThat(Arrays.deepEquals(trained(kind, 8), weights)).isFalse();
    }

    @Test
    void itemVectorsStartAsGivenAndFrozenOnesStaySo() {
        float[] base = new float[ITEMS * DIMENSION];
        for (int item = 0; item < ITEMS; item++) {
            base[item * DIMENSION + item % DIMENSION] = 3;
        }
        BackboneOptions shape = BackboneOptions.gru4Rec(DIMENSION);
        try (SequenceModel model = SequenceModel.ofItems(shape, ITEMS, base, 1, ComputeDevice.cpu())) {
            float[] before = model.itemVectors();
            assertThat(before[0]).isEqualTo(1f);
            TrainingOptions frozen = new TrainingOptions(16, 0, true, 0, 1,
                    LossOptions.defaults(), OptimiserOptions.defaults(), TrainingBounds.epochs(2));
            float[] output = model.weights().arrays().get("output.weight").values();
            new Trainer(model, frozen, System::nanoTime).train(RING, TrainingObserver.NONE);
            assertThat(model.itemVectors()).isEqualTo(before);
            assertThat(model.weights().arrays().get("output.weight").values()).isNotEqualTo(output);
        }
    }

    @Test
    void whereItemsAreNormalisedALongVectorLearnsAsFastAsAShortOne() {
        float[] base = new float[ITEMS * DIMENSION];
        float[] scaled = new float[base.length];
        Random random = new Random(5);
        for (int at = 0; at < base.length; at++) {
            base[at] = (float) random.nextGaussian();
            scaled[at] = base[at] * (1 << at / DIMENSION % 8);
        }
        assertThat(trainedItems(scaled)).isEqualTo(trainedItems(base));
    }

    private static float[] trainedItems(float[] base) {
        BackboneOptions shape = BackboneOptions.gru4Rec(DIMENSION);
        try (SequenceModel model = SequenceModel.ofItems(shape, ITEMS, base, 1, ComputeDevice.cpu())) {
            new Trainer(model, options(0, 0, 3, 1), System::nanoTime).train(RING, TrainingObserver.NONE);
            return model.itemVectors();
        }
    }

    @Test
    void frozenColumnsOfTheItemsStay() {
        try (SequenceModel model = model(BackboneKind.GRU4REC)) {
            TrainingOptions half = new TrainingOptions(16, 0, false, 2, 1,
                    LossOptions.defaults(), OptimiserOptions.defaults(), TrainingBounds.epochs(2));
            new Trainer(model, half, System::nanoTime).train(RING, TrainingObserver.NONE);
            float[] delta = model.weights().arrays().get(BackboneWeights.ITEM_DELTA).values();
            int d = model.options().dimension();
            for (int at = 0; at < delta.length; at++) {
                assertThat(delta[at] == 0).as("component %s", at % d).isEqualTo(at % d < 2);
            }
        }
    }

    @Test
    void endsAtTheBoundOfStepsOrTimeOrWhenTheObserverSaysSo() {
        try (SequenceModel model = model(BackboneKind.GRU4REC)) {
            assertThat(bounded(model, new TrainingBounds(50, 5, Duration.ofDays(1)), () -> 0L)).satisfies(result -> {
                assertThat(result.end()).isEqualTo(TrainingResult.End.STEPS);
                assertThat(result.steps()).isEqualTo(5);
            });
            AtomicLong clock = new AtomicLong();
            TrainingBounds time = new TrainingBounds(50, 1000, Duration.ofMillis(10));
            assertThat(bounded(model, time, () -> clock.addAndGet(1_000_000)).end()).isEqualTo(TrainingResult.End.TIME);
            TrainingObserver twoEpochs = new TrainingObserver() {
                @Override
                public boolean afterEpoch(TrainingEpoch epoch) {
                    return epoch.epoch() < 2;
                }
            };
            assertThat(new Trainer(model, options(0, 0, 50, 1), () -> 0L).train(RING, twoEpochs)).satisfies(result -> {
                assertThat(result.end()).isEqualTo(TrainingResult.End.OBSERVER);
                assertThat(result.epochs()).isEqualTo(2);
            });
        }
    }

    @Test
    void noNativeObjectOutlivesItsStep() {
        List<Long> afterEpochs = new ArrayList<>();
        TrainingObserver count = new TrainingObserver() {
            @Override
            public boolean afterEpoch(TrainingEpoch epoch) {
                return afterEpochs.add(Pointer.totalCount());
            }
        };
        try (SequenceModel model = model(BackboneKind.SASREC)) {
            new Trainer(model, options(0, 0.1, 4, 1), System::nanoTime).train(RING, count);
        }
        // Fewer are possible: those of earlier tests may be collected meanwhile.
        assertThat(afterEpochs.get(3)).isLessThanOrEqualTo(afterEpochs.get(0));
    }

    @Test
    void warmsTheLearningRateUp() {
        List<Double> rates = new ArrayList<>();
        TrainingObserver observer = new TrainingObserver() {
            @Override
            public void afterStep(TrainingStep step) {
                rates.add(step.learningRate());
            }
        };
        OptimiserOptions optimiser = new OptimiserOptions(OptimiserOptions.Algorithm.ADAMW, 0.4, 4, 0.01, 1);
        TrainingOptions options = new TrainingOptions(16, 0, false, 0, 1, LossOptions.defaults(), optimiser,
                new TrainingBounds(1, 6, Duration.ofDays(1)));
        try (SequenceModel model = model(BackboneKind.GRU4REC)) {
            new Trainer(model, options, () -> 0L).train(RING, observer);
        }
        assertThat(rates).containsExactly(0.1, 0.2, 0.4 * 3 / 4, 0.4, 0.4, 0.4);
    }

    @Test
    void refusesToGoOnWithALossThatIsNoNumber() {
        OptimiserOptions wild = new OptimiserOptions(OptimiserOptions.Algorithm.ADAM, 1e30, 0, 0, 0);
        TrainingOptions options = new TrainingOptions(16, 0, false, 0, 1, LossOptions.defaults(), wild,
                TrainingBounds.epochs(5));
        try (SequenceModel model = model(BackboneKind.SASREC)) {
            assertThatThrownBy(() -> new Trainer(model, options, () -> 0L).train(RING, TrainingObserver.NONE))
                    .isInstanceOf(ArithmeticException.class).hasMessageContaining("NaN at step");
        }
    }

    @Test
    void refusesSequencesThatTeachNothingOrNameUnknownItems() {
        try (SequenceModel model = model(BackboneKind.GRU4REC)) {
            Trainer trainer = new Trainer(model, options(0, 0, 1, 1), () -> 0L);
            assertThatThrownBy(() -> trainer.train(List.of(new int[] {1}, new int[0]), TrainingObserver.NONE))
                    .hasMessage("none of the 2 sequences has two items");
            assertThatThrownBy(() -> trainer.train(List.of(new int[] {1, ITEMS}), TrainingObserver.NONE))
                    .hasMessageContaining("item 20 of a catalogue of 20");
        }
    }

    private static TrainingResult bounded(SequenceModel model, TrainingBounds bounds, LongSupplier clock) {
        TrainingOptions options = new TrainingOptions(
                16, 0, false, 0, 1, LossOptions.defaults(), OptimiserOptions.defaults(), bounds);
        return new Trainer(model, options, clock).train(RING, TrainingObserver.NONE);
    }

    private static float[][] trained(BackboneKind kind, long seed) {
        try (SequenceModel model = model(kind)) {
            new Trainer(model, options(8, 0.2, 2, seed), System::nanoTime).train(RING, TrainingObserver.NONE);
            return model.weights().arrays().values().stream().map(Weight::values).toArray(float[][]::new);
        }
    }

    private static TrainingOptions options(int negatives, double dropout, int epochs, long seed) {
        return new TrainingOptions(16, dropout, false, 0, seed, new LossOptions(negatives, 4000),
                OptimiserOptions.defaults(), TrainingBounds.epochs(epochs));
    }

    private static SequenceModel model(BackboneKind kind) {
        BackboneOptions options = kind == BackboneKind.SASREC
                ? BackboneOptions.sasRec(DIMENSION) : BackboneOptions.gru4Rec(DIMENSION);
        return SequenceModel.random(options, ITEMS, 1, ComputeDevice.cpu());
    }

    /** After each item comes the one with the next index, after the last the first. */
    private static List<int[]> ring() {
        Random random = new Random(1);
        List<int[]> sequences = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int first = random.nextInt(ITEMS);
            sequences.add(IntStream.range(0, 2 + random.nextInt(10)).map(step -> (first + step) % ITEMS).toArray());
        }
        return sequences;
    }
}
