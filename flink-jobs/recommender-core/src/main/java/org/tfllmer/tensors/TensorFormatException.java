/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import java.io.IOException;

/** A file is not what its format or its reader requires. The message names the file and what is wrong. */
public final class TensorFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    TensorFormatException(String file, String problem) {
        super(file + ": " + problem);
    }

    TensorFormatException(String file, String problem, Exception cause) {
        super(file + ": " + problem, cause);
    }
}
