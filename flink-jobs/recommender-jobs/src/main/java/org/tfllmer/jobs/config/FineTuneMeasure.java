/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import java.util.Locale;

/** What is measured of each fine-tuning. */
public enum FineTuneMeasure implements Measure {
    /** Mean cross-entropy of the last epoch, in nats. */
    LOSS,
    /** The same of the first epoch. */
    FIRST_LOSS,
    EPOCHS,
    STEPS,
    /** Wall-clock time of the training. */
    SECONDS,
    /** Interactions that judged the candidate. */
    HELD_OUT,
    /** NDCG@10 of the candidate on them. */
    NDCG,
    /** HR@10 of the candidate on them. */
    HIT_RATE,
    /** NDCG@10 of what was in service, on the same. */
    NDCG_IN_SERVICE,
    /** HR@10 of what was in service, on the same. */
    HIT_RATE_IN_SERVICE,
    /** Mean cosine of two item vectors e. */
    MEAN_COSINE,
    /** ‖δ‖ / ‖z‖ over all items: how far learning has moved them. */
    LEARNED_SHARE;

    @Override
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How a generation's record writes it, beside the measures of its solve. */
    public String recordText() {
        return "fine-tune-" + text();
    }
}
