/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Cross-entropy against K items drawn for the whole batch with probability q, instead of the catalogue.
 *
 *   −sₜ + ln( exp sₜ + Σ_{j drawn, j ≠ t} exp(sⱼ − ln(K qⱼ)) )
 *
 * The log-Q correction makes the sum an unbiased estimate of that over all other items; the target stands in it
 * exactly, so it takes no correction. (Bengio and Senécal 2008; leaving the target uncorrected as in Khrylchenko et
 * al. 2025.)
 * Time O(MKd) and, for the gradient's array, O(nd).
 */
final class SampledSoftmax implements SequenceLoss {

    private final LossOptions options;
    private final Proposal proposal;

    SampledSoftmax(LossOptions options, Proposal proposal) {
        this.options = options;
        this.proposal = proposal;
    }

    @Override
    public LossGradient gradient(Tensor sequences, Tensor items, Tensor targets) {
        try (NoGradGuard noGradients = new NoGradGuard()) {
            long[] drawnItems = proposal.draw(options.negatives());
            Tensor drawn = HostArrays.toTensor(drawnItems, items.device());
            Tensor correction = HostArrays.toTensor(proposal.logProbabilities(drawnItems),
                    new long[] {1, options.negatives()}, items.device(), items.scalar_type())
                    .add(new Scalar(Math.log(options.negatives())));
            Tensor negatives = torch.index_select(items, 0, drawn);
            Tensor positives = torch.index_select(items, 0, targets);
            Tensor ofSequences = torch.empty_like(sequences);
            Tensor ofNegatives = torch.zeros_like(negatives);
            Tensor targetProbabilities = sequences.new_empty(targets.size(0));
            long positions = sequences.size(0);
            long rows = options.blockRows(options.negatives() + 1L);
            for (long start = 0; start < positions; start += rows) {
                long count = Math.min(rows, positions - start);
                Tensor h = sequences.narrow(0, start, count);
                Tensor hits = targets.narrow(0, start, count).unsqueeze(1).eq(drawn.unsqueeze(0));
                Tensor logits = h.mm(negatives.t()).sub_(correction)
                        .masked_fill_(hits, new Scalar(Double.NEGATIVE_INFINITY));
                Tensor target = h.mul(positives.narrow(0, start, count))
                        .sum(new long[] {1}, true, new ScalarTypeOptional());
                Tensor p = torch.cat(new TensorVector(target, logits), 1).softmax(-1);
                Tensor drawnProbabilities = p.narrow(1, 1, options.negatives());
                targetProbabilities.narrow(0, start, count).copy_(p.select(1, 0));
                torch.mm_out(ofSequences.narrow(0, start, count), drawnProbabilities, negatives);
                ofNegatives.addmm_(drawnProbabilities.t(), h);
            }
            Tensor missed = targetProbabilities.sub(new Scalar(1)).unsqueeze(1);
            Scalar mean = new Scalar(1.0 / positions);
            ofSequences.add_(positives.mul(missed)).mul_(mean);
            Tensor ofItems = torch.zeros_like(items)
                    .index_add_(0, drawn, ofNegatives)
                    .index_add_(0, targets, sequences.mul(missed))
                    .mul_(mean);
            return new LossGradient(FullSoftmax.meanLoss(targetProbabilities), ofSequences, ofItems);
        }
    }
}
