/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.evaluation;

import org.tfllmer.evaluation.RankingMetrics;

/**
 * The sums of an open window as a checkpoint keeps them.
 *
 * @param ages  sum of the ages of the lists, milliseconds of event time
 * @param items distinct ones in the lists
 */
public record SavedSums(EvaluationKey key, RankingMetrics metrics, double ages, String[] items) {}
