/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** What the subtasks of the one running benchmark job tell; they share this process. */
final class Tally {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final AtomicBoolean STARTED = new AtomicBoolean();
    private static final LongAdder READ = new LongAdder();
    private static final DoubleAdder WEIGHT = new DoubleAdder();
    private static final Map<String, Double> DEGREES = new ConcurrentHashMap<>();

    private static volatile long startNanos;
    private static volatile long startCpuNanos;

    private Tally() {}

    static void reset() {
        STARTED.set(false);
        READ.reset();
        WEIGHT.reset();
        DEGREES.clear();
    }

    /** Time counts from the first call after a reset: what Flink does before that is the same for every layout. */
    static void start() {
        if (STARTED.compareAndSet(false, true)) {
            startCpuNanos = SYSTEM.getProcessCpuTime();
            startNanos = System.nanoTime();
        }
    }

    static double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }

    /** Of all threads of this process, the collector's and the compiler's among them. */
    static double cpuSeconds() {
        return (SYSTEM.getProcessCpuTime() - startCpuNanos) / 1e9;
    }

    static void readOne() {
        READ.increment();
    }

    /** Interactions read so far. */
    static long read() {
        return READ.sum();
    }

    /** Of pairs, added to the sum. */
    static void weight(double[] more) {
        for (double one : more) {
            WEIGHT.add(one);
        }
    }

    /** A row that replaces the item's earlier one. */
    static void degree(String itemId, double degree) {
        DEGREES.put(itemId, degree);
    }

    static double weight() {
        return WEIGHT.sum() + DEGREES.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
