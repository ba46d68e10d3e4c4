/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.io.Serializable;

/**
 * Over which items the cross-entropy of a position is taken, and in how much memory.
 *
 * @param negatives 0: the whole catalogue; else this many items drawn anew for each step, with log-Q correction
 * @param blockBytes bound on the logits held at once; positions are worked through in blocks that fit
 */
public record LossOptions(int negatives, long blockBytes) implements Serializable {

    public LossOptions {
        OptionChecks.notNegative("fine-tune.negatives", negatives);
        OptionChecks.positive("fine-tune.logits-bytes", blockBytes);
    }

    /** The whole catalogue, 64 MiB of logits. */
    public static LossOptions defaults() {
        return new LossOptions(0, 64L << 20);
    }

    /** How many positions fit the bound, at least one. */
    long blockRows(long candidates) {
        return Math.max(1, blockBytes / (Float.BYTES * candidates));
    }
}
