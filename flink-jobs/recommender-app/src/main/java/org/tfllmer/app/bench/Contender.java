/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

/** Something that is measured. */
interface Contender {

    String label();

    Measurement run() throws Exception;
}
