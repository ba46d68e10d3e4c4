/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.evaluation;

/** The sums of an open window as a checkpoint keeps them. */
public record SavedSums(
        EvaluationKey key,
        long interactions,
        long hits,
        double ndcg,
        double reciprocalRanks,
        double ages,
        String[] items) {}
