/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

/**
 * Prequential quality in one window: each interaction is ranked in the list that its user had been given before it.
 *
 * @param windowStart  event time, inclusive, milliseconds since 1970 UTC
 * @param windowEnd    event time, exclusive
 * @param ranker       a recommendation source in lower case, or {@code popular} for the baseline
 * @param generation   the generation that scored the lists, or 0
 * @param cutoff       k of the measures
 * @param interactions how many were scored
 * @param hitRate      share of them among the first k of the list
 * @param ndcg         mean of 1 / log2(1 + rank), 0 outside the first k
 * @param mrr          mean of 1 / rank, 0 outside the first k
 * @param coverage     distinct items in the lists
 * @param freshness    mean age of the lists when scored, milliseconds of event time
 */
public record Evaluation(
        String bucket,
        long windowStart,
        long windowEnd,
        String ranker,
        long generation,
        int cutoff,
        long interactions,
        double hitRate,
        double ndcg,
        double mrr,
        long coverage,
        double freshness) {}
