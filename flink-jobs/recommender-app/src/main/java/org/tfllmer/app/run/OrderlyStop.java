/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.run;

/**
 * Makes Ctrl-C stop a run in good order. While there is something to save it interrupts the thread that works and keeps
 * the process until that thread is through; before and after, the process just ends, with 130 as Java does by itself.
 */
public final class OrderlyStop {

    /** How long the stop may take before the process ends all the same. */
    private static final long MILLISECONDS = 120_000;

    private Thread worker;
    private boolean asked;

    /** Begins to listen. */
    public OrderlyStop() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    }

    /** From now on the calling thread is interrupted, and waited for. */
    synchronized void interruptThisThread() {
        worker = Thread.currentThread();
    }

    /**
     * From now on the process may end at any time.
     *
     * @return whether it is ending already, so that nobody may ask it to: whoever does would wait for himself
     */
    public synchronized boolean release() {
        worker = null;
        return asked;
    }

    private void stop() {
        Thread interrupted = ask();
        if (interrupted != null) {
            try {
                interrupted.join(MILLISECONDS);
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized Thread ask() {
        asked = true;
        if (worker != null) {
            worker.interrupt();
        }
        return worker;
    }
}
