/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Whom a list is for.
 *
 * @param history distinct items the user interacted with, the last one last
 * @param seen    the same as a set
 */
record ListQuery(String[] history, Set<String> seen) {

    static ListQuery of(String[] history) {
        return new ListQuery(history, new HashSet<>(Arrays.asList(history)));
    }

    String[] last(int count) {
        return Arrays.copyOfRange(history, Math.max(0, history.length - count), history.length);
    }
}
