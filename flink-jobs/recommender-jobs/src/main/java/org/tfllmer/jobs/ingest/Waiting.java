/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.ListState;

/** Records that wait in list state until event time has reached them. */
public final class Waiting {

    private Waiting() {}

    /** Takes those that are due out of the state, in the order they came in; the others stay. */
    public static <T> List<T> take(ListState<T> state, Predicate<T> isDue) throws Exception {
        List<T> due = new ArrayList<>();
        List<T> waiting = new ArrayList<>();
        for (T record : state.get()) {
            (isDue.test(record) ? due : waiting).add(record);
        }
        if (!due.isEmpty()) {
            state.update(waiting);
        }
        return due;
    }
}
