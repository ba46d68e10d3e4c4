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
    private int ended;
    private double firstTraining = Double.NaN;
    private long epochsLeft;
    private long epochsDone;

    /**
     * @param endedBefore in an earlier call
     * @param epochsLeft  of all trainings to come
     */
    BacktestProgress(PrintWriter out, int runs, int endedBefore, long epochsLeft) {
        this.out = out;
        this.runs = runs;
        this.ended = endedBefore;
        this.epochsLeft = epochsLeft;
    }

    synchronized void epoch(RunKey key, Choice choice, TrainingEpoch epoch, int epochs) {
        if (epochsDone++ == 0) {
            firstTraining = now() - epoch.seconds();
        }
        epochsLeft--;
        out.printf(Locale.ROOT, "%-28s %-28s epoch %3d of %d   loss %.4f   %s left%n", key.name(), choice.name(),
                epoch.epoch(), epochs, epoch.loss(), left());
        out.flush();
    }

    /** Epochs that a training ended without. */
    synchronized void passedOver(int epochs) {
        epochsLeft -= epochs;
    }

    synchronized void ended(RunKey key, RunResult result) {
        ended++;
        out.printf(Locale.ROOT, "%-28s NDCG@10 %.4f  HR@10 %.4f  %.0f s   run %d of %d%n", key.name(),
                result.metrics().get("ndcg10"), result.metrics().get("hr10"), result.seconds(), ended, runs);
        out.flush();
    }

    /** By the pace since the first training began. */
    private String left() {
        double seconds = (now() - firstTraining) / epochsDone * epochsLeft;
        return seconds < 90 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min";
    }

    /** In seconds. */
    private static double now() {
        return System.nanoTime() / NANOSECONDS;
    }
}
