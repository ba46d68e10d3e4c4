/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.nio.file.Path;

/** A dataset folder is not as its format asks. The message names the file, and the line and field if there are some. */
public final class DatasetException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatasetException(Path file, String problem) {
        this(file.toString(), problem, null);
    }

    /** @param place the file, and as far as there are some, line and field */
    DatasetException(String place, String problem, Exception cause) {
        super(place + ": " + problem, cause);
    }
}
