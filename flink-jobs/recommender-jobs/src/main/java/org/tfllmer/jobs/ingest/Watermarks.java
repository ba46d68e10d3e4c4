/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

/** What a watermark says about boundaries. */
public final class Watermarks {

    private Watermarks() {}

    /** The last boundary that a watermark has reached: everything before the boundary has come. */
    public static long reached(long watermark) {
        return watermark == Long.MAX_VALUE ? Long.MAX_VALUE : watermark + 1;
    }
}
