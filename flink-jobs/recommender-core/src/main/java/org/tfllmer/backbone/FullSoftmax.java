/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Cross-entropy over the whole catalogue, −ln pₜ with p = softmax(E h).
 *
 *   ∂/∂h = Σᵢ (pᵢ − [i = t]) eᵢ        ∂/∂eᵢ = (pᵢ − [i = t]) h
 *
 * Time O(Mnd): three products per block, and of the elementwise work only the softmax itself.
 */
final class FullSoftmax implements SequenceLoss {

    private final LossOptions options;

    FullSoftmax(LossOptions options) {
        this.options = options;
    }

    @Override
    public LossGradient gradient(Tensor sequences, Tensor items, Tensor targets) {
        boolean itemsAreLearned = items.requires_grad();
        try (NoGradGuard noGradients = new NoGradGuard()) {
            Tensor ofSequences = torch.empty_like(sequences);
            Tensor ofItems = torch.zeros_like(items);
            Tensor targetProbabilities = blocks(sequences, items, targets, (start, count, h, p) -> {
                torch.mm_out(ofSequences.narrow(0, start, count), p, items);
                if (itemsAreLearned) {
                    ofItems.addmm_(p.t(), h);
                }
            });
            Scalar mean = new Scalar(1.0 / sequences.size(0));
            ofSequences.sub_(torch.index_select(items, 0, targets)).mul_(mean);
            if (itemsAreLearned) {
                ofItems.index_add_(0, targets, sequences, new Scalar(-1)).mul_(mean);
            }
            return new LossGradient(meanLoss(targetProbabilities), ofSequences, ofItems);
        }
    }

    /** The mean loss alone, a tensor of one value. */
    Tensor loss(Tensor sequences, Tensor items, Tensor targets) {
        try (NoGradGuard noGradients = new NoGradGuard()) {
            return meanLoss(blocks(sequences, items, targets, (start, count, h, p) -> {}));
        }
    }

    static Tensor meanLoss(Tensor targetProbabilities) {
        return targetProbabilities.clamp_min(new Scalar(Float.MIN_NORMAL)).log().mean().neg();
    }

    /** Walks over blocks of positions; gives the probability of each position's target. */
    private Tensor blocks(Tensor sequences, Tensor items, Tensor targets, BlockVisitor visitor) {
        long positions = sequences.size(0);
        long rows = Math.min(positions, options.blockRows(items.size(0)));
        Tensor transposed = items.t();
        Tensor logits = sequences.new_empty(rows, items.size(0));
        Tensor targetProbabilities = sequences.new_empty(targets.size(0));
        for (long start = 0; start < positions; start += rows) {
            long count = Math.min(rows, positions - start);
            Tensor h = sequences.narrow(0, start, count);
            Tensor p = logits.narrow(0, 0, count);
            torch.mm_out(p, h, transposed);
            torch.softmax_out(p, p, -1);
            targetProbabilities.narrow(0, start, count)
                    .copy_(p.gather(1, targets.narrow(0, start, count).unsqueeze(1)).squeeze(1));
            visitor.visit(start, count, h, p);
        }
        return targetProbabilities;
    }

    /** Sees {@code count} positions from {@code start}: their h, count × d, and probabilities, count × n. */
    private interface BlockVisitor {
        void visit(long start, long count, Tensor h, Tensor p);
    }
}
