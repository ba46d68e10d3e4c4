/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.tfllmer.schemas.DeadLetter;

/** Sends dead letters aside. */
public final class SortUserRequests extends ProcessFunction<UserRequest, UserRequest> {

    /** Identifies this operator in every savepoint; never change it. */
    public static final String UID = "sort-user-requests";

    public static final OutputTag<DeadLetter> DEAD = new OutputTag<>("dead") {};

    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(UserRequest request, Context context, Collector<UserRequest> out) {
        if (request.deadLetter() != null) {
            context.output(DEAD, request.deadLetter());
        } else {
            out.collect(request);
        }
    }
}
