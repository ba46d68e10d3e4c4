/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.evaluation;

import java.util.List;

/** Scores the whole catalogue for users: a higher score is recommended first. */
public interface Scorer {

    /** How many items the catalogue has. */
    int items();

    /**
     * Scores of all items for each case, from its history alone.
     *
     * @param scores cases × items, row after row, overwritten
     */
    void score(List<NextItemCase> cases, float[] scores);
}
