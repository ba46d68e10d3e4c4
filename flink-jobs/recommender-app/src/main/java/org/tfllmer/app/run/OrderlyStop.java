/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.run;

/**
 * Makes Ctrl-C stop a run in good order. It interrupts the thread that works, unless that one is stopping already, and
 * keeps the process until the thread is through. Before there is anything to save, and when the thread is through, the
 * process just ends, with 130 as Java does by itself.
 */
public final class OrderlyStop {

    /** How long the stop may take before the process ends all the same. */
    private static final long MILLISECONDS = 120_000;

    private Thread worker;
    private boolean interrupts;
    private boolean asked;

    /** Begins to listen. */
    public OrderlyStop() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    }

    /** From now on the calling thread is interrupted, and waited for. */
    synchronized void interruptThisThread() {
        worker = Thread.currentThread();
        interrupts = true;
    }

    /** From now on the calling thread, which has begun to stop, is only waited for; an interruption is forgotten. */
    synchronized void letThisThreadFinish() {
        interrupts = false;
        Thread.interrupted();
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

    /** What Ctrl-C does. */
    void stop() {
        Thread waitedFor = ask();
        if (waitedFor != null) {
            try {
                waitedFor.join(MILLISECONDS);
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized Thread ask() {
        asked = true;
        if (worker != null && interrupts) {
            worker.interrupt();
        }
        return worker;
    }
}
