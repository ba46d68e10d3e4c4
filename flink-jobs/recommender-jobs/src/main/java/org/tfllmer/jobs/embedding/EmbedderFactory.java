/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.embedding;

import java.io.Serializable;
import org.tfllmer.embedding.Embedder;

/** Opens an embedder on the task manager. */
@FunctionalInterface
public interface EmbedderFactory extends Serializable {

    Embedder open();
}
