/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

/**
 * How training ended.
 *
 * @param epochs epochs completed
 * @param firstLoss mean cross-entropy of the first epoch, in nats
 * @param loss that of the last epoch begun
 */
public record TrainingResult(int epochs, int steps, double firstLoss, double loss, double seconds, End end) {

    /** What ended it. */
    public enum End {
        /** All epochs are done. */
        EPOCHS,
        /** The bound on steps was met. */
        STEPS,
        /** The bound on time was met. */
        TIME,
        /** The observer did not want to go on. */
        OBSERVER
    }
}
