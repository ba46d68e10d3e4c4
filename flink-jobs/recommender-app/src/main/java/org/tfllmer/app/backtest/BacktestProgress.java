/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import java.io.PrintWriter;
import java.util.Locale;
import org.tfllmer.backbone.TrainingEpoch;

/** Tells how far a backtest is: a line per epoch and per run, and what is left by the pace so far. */
final class BacktestProgress {

    private static final double NANOSECONDS = 1e9;

    private final PrintWriter out;
    private final int runs;
    private final long start = System.nanoTime();
    private int ended;
    private int endedHere;

    /** @param endedBefore in an earlier call */
    BacktestProgress(PrintWriter out, int runs, int endedBefore) {
        this.out = out;
        this.runs = runs;
        this.ended = endedBefore;
    }

    synchronized void epoch(RunKey key, TrainingEpoch epoch, int epochs) {
        out.printf(Locale.ROOT, "%-32s epoch %3d of %d   loss %.4f%n", key.name(), epoch.epoch(), epochs, epoch.loss());
        out.flush();
    }

    synchronized void ended(RunKey key, RunResult result) {
        ended++;
        endedHere++;
        double left = (System.nanoTime() - start) / NANOSECONDS / endedHere * (runs - ended);
        out.printf(Locale.ROOT, "%-32s NDCG@10 %.4f  HR@10 %.4f  %.0f s   run %d of %d, %s left%n", key.name(),
                result.metrics().get("ndcg10"), result.metrics().get("hr10"), result.seconds(), ended, runs,
                left < 90 ? Math.round(left) + " s" : Math.round(left / 60) + " min");
        out.flush();
    }
}
