/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

/** What an evaluation must satisfy: a window that has a length, measures that are shares. */
public final class EvaluationRules implements Rules<Evaluation> {

    @Override
    public void check(Evaluation evaluation) throws MalformedRecordException {
        FieldRules.id("bucket", evaluation.bucket());
        FieldRules.time("windowStart", evaluation.windowStart());
        FieldRules.time("windowEnd", evaluation.windowEnd());
        FieldRules.require(
                evaluation.windowEnd() > evaluation.windowStart(),
                "windowEnd",
                "must be later than windowStart " + evaluation.windowStart(),
                evaluation.windowEnd());
        FieldRules.id("ranker", evaluation.ranker());
        FieldRules.atLeast(0, "generation", evaluation.generation());
        FieldRules.atLeast(1, "cutoff", evaluation.cutoff());
        FieldRules.atLeast(0, "interactions", evaluation.interactions());
        FieldRules.share("hitRate", evaluation.hitRate());
        FieldRules.share("ndcg", evaluation.ndcg());
        FieldRules.share("mrr", evaluation.mrr());
        FieldRules.atLeast(0, "coverage", evaluation.coverage());
    }
}
