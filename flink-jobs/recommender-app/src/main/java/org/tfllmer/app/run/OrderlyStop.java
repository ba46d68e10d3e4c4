/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app;

/**
 * Turns Ctrl-C into an interrupt of the thread that works, and keeps the process until that thread is through. Java ends
 * with 130 then by itself.
 */
final class OrderlyStop implements AutoCloseable {

    /** How long the stop may take before the process ends all the same. */
    private static final long MILLISECONDS = 120_000;

    private final Thread worker = Thread.currentThread();
    private final Thread hook = new Thread(this::stop, "stop");
    private volatile boolean asked;

    OrderlyStop() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void stop() {
        asked = true;
        worker.interrupt();
        try {
            worker.join(MILLISECONDS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the process is ending already, so that nobody may ask it to. */
    boolean isAsked() {
        return asked;
    }

    @Override
    public void close() {
        if (!asked) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
