/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import java.io.Serializable;
import java.time.Duration;

/**
 * Exponential decay of weights with event time. A sum that is known as of one time is moved to another by one factor,
 * so a row that nothing happens to is never touched: it keeps its own time and is moved when it is read or changed.
 *
 *   sum(T) = Σ w · 2^(−(T − t)/h)      h  half-life, ms      sum(T₂) = sum(T₁) · 2^(−(T₂ − T₁)/h)
 *
 * @param halfLife zero for no decay
 */
public record Decay(Duration halfLife) implements Serializable {

    public static final Decay NONE = new Decay(Duration.ZERO);

    public Decay {
        if (halfLife.isNegative()) {
            throw new IllegalArgumentException("A half-life must not be negative, was " + halfLife);
        }
    }

    /** What a weight of one time counts at another; above 1 if that is earlier. Milliseconds. */
    public double factor(long from, long to) {
        long half = halfLife.toMillis();
        return half == 0 || from == to ? 1 : Math.pow(2, (double) (from - to) / half);
    }
}
