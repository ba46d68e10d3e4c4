/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.BitSet;
import java.util.List;

/**
 * Items that nobody has interacted with, of which nothing is to be learned: the loss only ever pushes them away, so that
 * nobody would be given them. They are those in no history of which nothing had been learned before: an item whose
 * histories have been forgotten is none of them.
 */
public final class ColdItems {

    private final BitSet items;

    private ColdItems(BitSet items) {
        this.items = items;
    }

    /**
     * @param model before it is trained
     * @param histories item indexes, of everybody
     */
    public static ColdItems of(SequenceModel model, List<int[]> histories) {
        BitSet cold = model.unlearned();
        for (int[] history : histories) {
            for (int item : history) {
                cold.clear(item);
            }
        }
        return new ColdItems(cold);
    }

    /** Takes back what a training made of them: δ is 0 again. */
    public void forgetIn(SequenceModel trained) {
        trained.forget(items);
    }
}
