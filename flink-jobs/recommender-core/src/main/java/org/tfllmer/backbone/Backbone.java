/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import org.bytedeco.pytorch.Tensor;

/**
 * A causal sequence model: turns the vectors of a user's items, oldest first, into one vector after each of them.
 * What stands at a position never depends on later positions, so sequences of a batch are padded on the right, and
 * whatever the padding holds changes nothing before it.
 */
interface Backbone {

    /**
     * @param items B × L × d item vectors, L at most {@code backbone.max-length}
     * @return B × L × d sequence vectors, each to be scored against all items to predict the next
     */
    Tensor sequenceVectors(Tensor items, Dropout dropout);

    /** Adds the weights of the kind to {@code parameters}, at their first values, and reads them from there. */
    static Backbone of(BackboneOptions options, Parameters parameters) {
        return switch (options.kind()) {
            case SASREC -> new SasRec(options, parameters);
            case GRU4REC -> new Gru4Rec(options, parameters);
        };
    }
}
