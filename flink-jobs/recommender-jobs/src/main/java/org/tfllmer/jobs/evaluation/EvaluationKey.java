/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.evaluation;

/** What the sums of one evaluation are about. */
public record EvaluationKey(String bucket, long windowEnd, String ranker, long generation) {}
