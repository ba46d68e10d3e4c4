/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import java.util.List;
import org.tfllmer.schemas.RecommendationSource;
import org.tfllmer.schemas.Recommendations.Scored;

/**
 * A list as a generation scored it.
 *
 * @param items best first
 */
record ScoredList(List<Scored> items, RecommendationSource source) {}
