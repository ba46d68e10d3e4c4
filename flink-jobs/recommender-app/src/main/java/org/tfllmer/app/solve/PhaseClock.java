/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.solve;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** How long each phase took. */
final class PhaseClock {

    private static final double NANOSECONDS = 1e9;

    private final Map<String, Double> seconds = new LinkedHashMap<>();

    <T> T time(String phase, Work<T> work) throws IOException {
        long start = System.nanoTime();
        T result = work.run();
        seconds.put(phase, (System.nanoTime() - start) / NANOSECONDS);
        return result;
    }

    /** By phase, in the order in which they ended. */
    Map<String, Double> seconds() {
        return seconds;
    }

    /** What a phase does. */
    interface Work<T> {

        T run() throws IOException;
    }
}
