/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How fast a replay goes. */
public sealed interface Speed {

    /**
     * When an interaction is due, in nanoseconds since the replay began.
     *
     * @param elapsedMillis event time since the first interaction
     * @param sentBefore    how many were sent before this one
     */
    long dueNanos(long elapsedMillis, long sentBefore);

    /**
     * @param text {@code max}, a factor of real time such as {@code 100x}, or a rate such as {@code 500/s}
     * @throws IllegalArgumentException if it is none of these
     */
    static Speed parse(String text) {
        if (text.equals("max")) {
            return new Maximal();
        }
        Matcher number = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)(x|/s)").matcher(text);
        if (!number.matches() || Double.parseDouble(number.group(1)) == 0) {
            throw new IllegalArgumentException(
                    "must be max, a factor such as 100x or a rate such as 500/s, was " + text);
        }
        double value = Double.parseDouble(number.group(1));
        return number.group(2).equals("x") ? new Factor(value) : new Rate(value);
    }

    /** As fast as generations are made: waits at each boundary, else lists would all be scored by the first one. */
    record Maximal() implements Speed {

        @Override
        public long dueNanos(long elapsedMillis, long sentBefore) {
            return 0;
        }
    }

    /** @param times how much faster than it happened */
    record Factor(double times) implements Speed {

        @Override
        public long dueNanos(long elapsedMillis, long sentBefore) {
            return (long) (elapsedMillis * 1e6 / times);
        }
    }

    /** @param perSecond interactions a second, whenever they happened */
    record Rate(double perSecond) implements Speed {

        @Override
        public long dueNanos(long elapsedMillis, long sentBefore) {
            return (long) (sentBefore * 1e9 / perSecond);
        }
    }
}
