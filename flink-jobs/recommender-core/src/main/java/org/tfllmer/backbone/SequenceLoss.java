/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import org.bytedeco.pytorch.Tensor;

/**
 * Cross-entropy of the next item, with its gradients worked out here rather than by autograd: logits are by far the
 * largest array of a step, and so only one block of them exists at a time.
 */
interface SequenceLoss {

    /**
     * @param sequences M × d, h/τ
     * @param items n × d
     * @param targets M item indexes
     */
    LossGradient gradient(Tensor sequences, Tensor items, Tensor targets);

    /**
     * @param loss mean over the M positions, a tensor of one value. A position counts with at most −ln of the smallest
     *     normal number (87 in floats); its gradient is exact all the same
     * @param sequences gradient of the mean with respect to {@code sequences}
     * @param items the same for {@code items}; zeros where they are not being learned
     */
    record LossGradient(Tensor loss, Tensor sequences, Tensor items) {}
}
