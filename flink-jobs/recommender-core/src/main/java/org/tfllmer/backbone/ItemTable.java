/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Item vectors eᵢ = (zᵢ + δᵢ)/‖zᵢ + δᵢ‖: z stays as it was projected, δ is learned and starts at 0. Without
 * normalisation of items eᵢ = zᵢ + δᵢ.
 */
final class ItemTable {

    /** Only guards the division: vectors of length 0 are refused at the door. */
    private static final double SHORTEST = 1e-12;

    private final Parameters parameters;
    private final boolean normalised;

    ItemTable(int itemCount, float[] base, BackboneOptions options, Parameters parameters) {
        this.parameters = parameters;
        normalised = options.normalisation().ofItems();
        parameters.add(BackboneWeights.ITEM_BASE, base, itemCount, options.dimension());
        parameters.addFilled(BackboneWeights.ITEM_DELTA, 0, itemCount, options.dimension());
    }

    /** All items, n × d; differentiable with respect to δ where that is being learned. */
    Tensor all() {
        return embeddings(base(), delta());
    }

    /** The items of an index tensor of any shape, with a last dimension d added: costs nothing for the others. */
    Tensor of(Tensor indexes) {
        return embeddings(torch.embedding(base(), indexes), torch.embedding(delta(), indexes));
    }

    static Tensor unitRows(Tensor rows) {
        Tensor lengths = rows.norm(new ScalarOptional(new Scalar(2)), new long[] {-1}, true);
        return rows.div(lengths.clamp_min(new Scalar(SHORTEST)));
    }

    private Tensor embeddings(Tensor base, Tensor delta) {
        Tensor sum = base.add(delta);
        return normalised ? unitRows(sum) : sum;
    }

    private Tensor base() {
        return parameters.get(BackboneWeights.ITEM_BASE);
    }

    private Tensor delta() {
        return parameters.get(BackboneWeights.ITEM_DELTA);
    }
}
