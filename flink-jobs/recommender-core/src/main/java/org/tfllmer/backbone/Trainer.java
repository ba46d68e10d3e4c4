/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains a model, in place, to predict each next item of given sequences. On a CPU with one native thread the same
 * seed, sequences and first weights give the same weights bit for bit.
 *
 * <p>Each step's tensors are freed at its end, so memory stays flat.
 */
public final class Trainer {

    private static final double NANOSECONDS = 1e9;

    private final SequenceModel model;
    private final TrainingOptions options;
    private final LongSupplier nanoTime;

    /** @param nanoTime a clock as {@link System#nanoTime} */
    public Trainer(SequenceModel model, TrainingOptions options, LongSupplier nanoTime) {
        this.model = model;
        this.options = options;
        this.nanoTime = nanoTime;
    }

    /**
     * @param sequences item indexes, oldest first; those shorter than two teach nothing and are passed over
     * @throws IllegalArgumentException if a sequence names an item that is not in the catalogue, or none has two items
     * @throws ArithmeticException if the loss is no finite number; the weights are then of no use
     */
    public TrainingResult train(List<int[]> sequences, TrainingObserver observer) {
        sequences.forEach(sequence -> model.checkHistory(sequence, 0));
        List<int[]> usable = usable(sequences);
        Random seeds = new Random(options.seed());
        BatchPlan plan = plan(usable, seeds.nextLong());
        try (PointerScope scope = new PointerScope();
                Dropout dropout = Dropout.of(options.dropout(), seeds.nextLong(), model.parameters().device());
                Optimiser optimiser = new Optimiser(options.optimiser(), learned())) {
            return new Run(dropout, optimiser, loss(usable, seeds.nextLong()), observer).through(plan);
        }
    }

    /** The batches of the first epoch that {@link #train} takes, in order. */
    public List<List<int[]>> firstEpoch(List<int[]> sequences) {
        long seed = new Random(options.seed()).nextLong();
        return plan(usable(sequences), seed).nextEpoch();
    }

    private BatchPlan plan(List<int[]> sequences, long seed) {
        return new BatchPlan(sequences, options.batchSize(), model.options().maxLength(), seed);
    }

    private static List<int[]> usable(List<int[]> sequences) {
        List<int[]> usable = sequences.stream().filter(sequence -> sequence.length > 1).toList();
        if (usable.isEmpty()) {
            throw new IllegalArgumentException("none of the " + sequences.size() + " sequences has two items");
        }
        return usable;
    }

    private SequenceLoss loss(List<int[]> sequences, long seed) {
        if (options.loss().negatives() == 0) {
            return new FullSoftmax(options.loss());
        }
        return new SampledSoftmax(options.loss(), new Proposal(model.itemCount(), sequences, seed));
    }

    private Map<String, Tensor> learned() {
        Map<String, Tensor> learned = new LinkedHashMap<>(model.parameters().all());
        learned.remove(BackboneWeights.ITEM_BASE);
        if (options.frozenItems()) {
            learned.remove(BackboneWeights.ITEM_DELTA);
        }
        return learned;
    }

    /** Where one training stands. */
    private final class Run {

        private final Dropout dropout;
        private final Optimiser optimiser;
        private final SequenceLoss loss;
        private final TrainingObserver observer;
        private final long start = nanoTime.getAsLong();
        private int steps;
        private double firstLoss;
        private double epochLoss;

        Run(Dropout dropout, Optimiser optimiser, SequenceLoss loss, TrainingObserver observer) {
            this.dropout = dropout;
            this.optimiser = optimiser;
            this.loss = loss;
            this.observer = observer;
        }

        TrainingResult through(BatchPlan plan) {
            for (int epoch = 1; epoch <= options.bounds().epochs(); epoch++) {
                TrainingResult.End end = epoch(epoch, plan.nextEpoch());
                if (end != null) {
                    return result(epoch - 1, end);
                }
                if (!observer.afterEpoch(new TrainingEpoch(epoch, steps, epochLoss, seconds()))) {
                    return result(epoch, TrainingResult.End.OBSERVER);
                }
            }
            return result(options.bounds().epochs(), TrainingResult.End.EPOCHS);
        }

        private TrainingResult result(int epochs, TrainingResult.End end) {
            return new TrainingResult(epochs, steps, firstLoss, epochLoss, seconds(), end);
        }

        /** Returns the bound that was met, or null when the epoch was completed. */
        private TrainingResult.End epoch(int epoch, List<List<int[]>> batches) {
            double sum = 0;
            long positions = 0;
            for (List<int[]> sequences : batches) {
                if (steps >= options.bounds().steps()) {
                    return TrainingResult.End.STEPS;
                }
                if (steps > 0 && nanoTime.getAsLong() - start >= options.bounds().time().toNanos()) {
                    return TrainingResult.End.TIME;
                }
                TrainingStep step = step(epoch, SequenceBatch.forTraining(sequences, model.options().maxLength()));
                sum += step.loss() * step.positions();
                positions += step.positions();
                epochLoss = sum / positions;
                firstLoss = epoch == 1 ? epochLoss : firstLoss;
                observer.afterStep(step);
            }
            return null;
        }

        private TrainingStep step(int epoch, SequenceBatch batch) {
            try (PointerScope scope = new PointerScope()) {
                double value = backward(batch);
                freezeColumns();
                steps++;
                if (!Double.isFinite(value)) {
                    throw new ArithmeticException("the training loss is " + value + " at step " + steps);
                }
                double learningRate = optimiser.step();
                return new TrainingStep(steps, epoch, batch.targets().length, value, learningRate, seconds());
            }
        }

        private double backward(SequenceBatch batch) {
            Tensor items = model.items().all();
            Tensor sequences = model.scaled(model.sequenceVectors(batch, lookup(items, batch), dropout));
            SequenceLoss.LossGradient gradient =
                    loss.gradient(sequences, items, HostArrays.toTensor(batch.targets(), items.device()));
            TensorVector outputs = new TensorVector(sequences);
            TensorVector gradients = new TensorVector(gradient.sequences());
            if (items.requires_grad()) {
                outputs.push_back(items);
                gradients.push_back(gradient.items());
            }
            torch.backward(outputs, gradients, new BoolOptional(), false, new TensorVector());
            return gradient.loss().item_double();
        }

        /** A component without a gradient is not moved, and has no part in the clipped length. */
        private void freezeColumns() {
            Tensor delta = model.parameters().get(BackboneWeights.ITEM_DELTA);
            if (options.frozenColumns() > 0 && delta.requires_grad()) {
                delta.grad().narrow(1, 0, options.frozenColumns()).zero_();
            }
        }

        private Tensor lookup(Tensor items, SequenceBatch batch) {
            return torch.embedding(items, HostArrays.toTensor(batch.items(), items.device())
                    .view(batch.size(), batch.length()));
        }

        private double seconds() {
            return (nanoTime.getAsLong() - start) / NANOSECONDS;
        }
    }
}
