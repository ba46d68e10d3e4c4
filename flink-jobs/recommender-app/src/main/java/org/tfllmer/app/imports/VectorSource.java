/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.imports;

import java.io.IOException;
import java.util.Optional;
import org.tfllmer.tensors.FloatMatrix;

/** Where the embeddings of a data set's items come from. */
@FunctionalInterface
public interface VectorSource {

    VectorSource NONE = items -> Optional.empty();

    /** A row for each item; zeros where there is none. */
    Optional<FloatMatrix> of(SourceItems items) throws IOException;
}
