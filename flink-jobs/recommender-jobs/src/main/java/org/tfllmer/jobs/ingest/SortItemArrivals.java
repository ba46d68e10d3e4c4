/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.tfllmer.schemas.DeadLetter;

/** Drops heartbeats and sends dead letters aside. */
public final class SortItemArrivals extends ProcessFunction<ItemArrival, ItemArrival> {

    /** Identifies this operator in every savepoint; never change it. */
    public static final String UID = "sort-item-arrivals";

    public static final OutputTag<DeadLetter> DEAD = new OutputTag<>("dead") {};

    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(ItemArrival arrival, Context context, Collector<ItemArrival> out) {
        if (arrival.deadLetter() != null) {
            context.output(DEAD, arrival.deadLetter());
        } else if (arrival.isAboutAnItem()) {
            out.collect(arrival);
        }
    }
}
