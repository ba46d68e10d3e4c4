/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OrderlyStopTest {

    private final OrderlyStop stop = new OrderlyStop();
    private final Thread signal = new Thread(stop::stop, "signal");

    @Test
    void interruptsAThreadThatWorks() throws Exception {
        assertThat(isInterrupted(() -> {
            stop.interruptThisThread();
            signal.start();
            awaitInterruption();
        })).isTrue();
    }

    @Test
    void waitsForAThreadThatFinishesAndDoesNotInterruptIt() throws Exception {
        assertThat(isInterrupted(() -> {
            stop.interruptThisThread();
            stop.letThisThreadFinish();
            signal.start();
            awaitThatTheSignalWaits();
        })).isFalse();
    }

    @Test
    void letsAThreadFinishThatWasInterruptedJustBefore() throws Exception {
        assertThat(isInterrupted(() -> {
            stop.interruptThisThread();
            signal.start();
            awaitInterruption();
            stop.letThisThreadFinish();
            awaitThatTheSignalWaits();
        })).isFalse();
    }

    @Test
    void doesNotWaitForAThreadThatIsReleased() throws Exception {
        assertThat(isInterrupted(() -> {
            stop.interruptThisThread();
            stop.release();
            signal.start();
            awaitThatTheSignalIsThrough();
        })).isFalse();
        assertThat(stop.release()).isTrue();
    }

    /** Whether a thread that does this work is interrupted at the end of it. */
    private boolean isInterrupted(Runnable work) throws Exception {
        FutureTask<Boolean> worker = new FutureTask<>(() -> {
            work.run();
            return Thread.currentThread().isInterrupted();
        });
        new Thread(worker, "worker").start();
        boolean interrupted = worker.get();
        signal.join();
        return interrupted;
    }

    private static void awaitInterruption() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }

    private void awaitThatTheSignalWaits() {
        while (signal.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    private void awaitThatTheSignalIsThrough() {
        while (signal.isAlive()) {
            Thread.onSpinWait();
        }
    }
}
