/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.baselines;

import java.util.List;
import org.tfllmer.evaluation.NextItemCase;
import org.tfllmer.evaluation.Scorer;

/** The same for everybody: how often an item was interacted with. */
public final class PopularItems implements Scorer {

    private final int[] counts;

    public PopularItems(int[] counts) {
        this.counts = counts.clone();
    }

    @Override
    public int items() {
        return counts.length;
    }

    @Override
    public void score(List<NextItemCase> cases, float[] scores) {
        for (int at = 0; at < cases.size(); at++) {
            for (int item = 0; item < counts.length; item++) {
                scores[at * counts.length + item] = counts[item];
            }
        }
    }
}
