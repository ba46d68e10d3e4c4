/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

/** A constant with a name of its own on the wire. */
public interface WireNamed {

    /** The symbol of the schema: lower case, words joined by underscores. */
    String wireName();
}
