/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

/** A figure of a generation that may be bounded. */
public interface Measure {

    /** How records and options write it. */
    String text();
}
