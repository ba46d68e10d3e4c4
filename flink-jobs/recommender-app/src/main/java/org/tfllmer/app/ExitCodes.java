/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app;

import org.tfllmer.app.topics.KafkaUnreachableException;
import org.tfllmer.dataset.DatasetException;

/** What the process says when it ends. */
final class ExitCodes {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;
    static final int KAFKA_UNREACHABLE = 3;
    static final int INTERRUPTED = 130;

    private ExitCodes() {}

    static int of(Throwable failure) {
        if (failure instanceof KafkaUnreachableException) {
            return KAFKA_UNREACHABLE;
        }
        boolean faultOfTheUser = failure instanceof IllegalArgumentException || failure instanceof DatasetException;
        return faultOfTheUser ? WRONG_USAGE : FAILED;
    }
}
