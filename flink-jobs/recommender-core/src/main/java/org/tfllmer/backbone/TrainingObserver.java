/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

/** Follows a training run, in its thread. */
public interface TrainingObserver {

    /** Watches nothing and never stops. */
    TrainingObserver NONE = new TrainingObserver() {};

    default void afterStep(TrainingStep step) {}

    /** The model may be measured here. Returns whether to go on. */
    default boolean afterEpoch(TrainingEpoch epoch) {
        return true;
    }
}
