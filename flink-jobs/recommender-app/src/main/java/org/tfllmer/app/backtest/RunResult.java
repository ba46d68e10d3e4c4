/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one run came to. The names of the components are those of the JSON form: never rename one.
 *
 * @param backbone       null for a method without one
 * @param chosen         options that the search chose, with the first seed for all, and the best epoch of a training
 *                       that may end early
 * @param tries          what it chose from; null with another seed or without a search
 * @param losses         mean cross-entropy of each epoch, in nats
 * @param validationNdcg NDCG@10 on the validation cases
 * @param metrics        on the test cases, by name: hr10, ndcg10, mrr10, hr20, ndcg20, mrr20, coverage10, coverage20
 * @param groups         by how popular the next item was in what was learned from
 * @param telemetry      of the item vectors at the start, and {@code …AfterTraining}
 * @param seconds        of the training itself, without the search
 * @param residentMegabytes of the process at the end of the run, with whatever else ran in it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunResult(String method, String backbone, int seed, Map<String, Double> chosen, List<Try> tries,
        List<Double> losses, double validationNdcg, long cases, Map<String, Double> metrics, Map<String, Group> groups,
        Map<String, Double> telemetry, double seconds, long residentMegabytes) {

    /** Options and the NDCG@10 on the validation cases that they came to. */
    record Try(Map<String, Double> options, double validationNdcg) {}

    /** Of the cases whose next item is in one group. */
    record Group(long cases, double hr10, double ndcg10) {}

    RunResult withTries(List<Try> others) {
        return new RunResult(method, backbone, seed, chosen, others, losses, validationNdcg, cases, metrics, groups,
                telemetry, seconds, residentMegabytes);
    }

    /** What was chosen by the search, not by a training. */
    Map<String, Double> options() {
        Map<String, Double> options = new LinkedHashMap<>(chosen);
        options.remove(Trained.BEST_EPOCH);
        return options;
    }

    String row() {
        return backbone == null ? method : method + "-" + backbone;
    }
}
