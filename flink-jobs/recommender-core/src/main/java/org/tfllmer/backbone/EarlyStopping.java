/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Ends training when a measure of held-out data has not become lower for {@code patience} epochs, and keeps the weights
 * it was lowest with. A NaN counts as not lower.
 */
public final class EarlyStopping implements TrainingObserver {

    private final int patience;
    private final DoubleSupplier measure;
    private final Supplier<BackboneWeights> weights;
    private double lowest = Double.POSITIVE_INFINITY;
    private int bestEpoch;
    private int epochsSince;
    private BackboneWeights best;

    public EarlyStopping(int patience, DoubleSupplier measure, Supplier<BackboneWeights> weights) {
        OptionChecks.positive("fine-tune.patience", patience);
        this.patience = patience;
        this.measure = measure;
        this.weights = weights;
    }

    @Override
    public boolean afterEpoch(TrainingEpoch epoch) {
        double value = measure.getAsDouble();
        if (value < lowest) {
            lowest = value;
            bestEpoch = epoch.epoch();
            best = weights.get();
            epochsSince = 0;
        } else {
            epochsSince++;
        }
        return epochsSince < patience;
    }

    /** The epoch of the best weights; 0 while there are none. */
    public int bestEpoch() {
        return bestEpoch;
    }

    /** Empty until the measure was once a number below infinity. */
    public Optional<BackboneWeights> best() {
        return Optional.ofNullable(best);
    }
}
