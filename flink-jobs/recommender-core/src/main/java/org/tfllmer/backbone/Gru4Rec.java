/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A gated recurrent unit over the sequence (Hidasi et al. 2016), with the items' vectors tied between input and output.
 *
 *   x = dropout(e)
 *   x = GRU(x) for each layer, first state 0, with dropout between layers
 *   h = W x + b                                            W  d × hidden
 *
 * The cell is Cho's with the reset gate after the product, as in cuDNN and PyTorch; gates are stored in the order
 * reset, update, new. Item vectors take the place of the paper's one-hot input, and the loss is the cross-entropy over
 * the catalogue instead of a pairwise one.
 */
final class Gru4Rec implements Backbone {

    private static final String[] CELL = {".input.weight", ".state.weight", ".input.bias", ".state.bias"};

    private final BackboneOptions options;
    private final Parameters parameters;

    Gru4Rec(BackboneOptions options, Parameters parameters) {
        this.options = options;
        this.parameters = parameters;
        int hidden = options.hidden();
        double bound = 1 / Math.sqrt(hidden);
        for (int layer = 0; layer < options.layers(); layer++) {
            String name = "layers." + layer;
            int inputs = layer == 0 ? options.dimension() : hidden;
            parameters.addUniform(name + CELL[0], bound, 3L * hidden, inputs);
            parameters.addUniform(name + CELL[1], bound, 3L * hidden, hidden);
            parameters.addUniform(name + CELL[2], bound, 3L * hidden);
            parameters.addUniform(name + CELL[3], bound, 3L * hidden);
        }
        parameters.addLinear("output", options.dimension(), hidden);
    }

    @Override
    public Tensor sequenceVectors(Tensor items, Dropout dropout) {
        Tensor x = items;
        Tensor start = torch.zeros(new long[] {1, items.size(0), options.hidden()},
                new TensorOptions(parameters.type())).to(parameters.device(), parameters.type());
        for (int layer = 0; layer < options.layers(); layer++) {
            TensorVector cell = new TensorVector();
            for (String part : CELL) {
                cell.push_back(parameters.get("layers." + layer + part));
            }
            // Dropout between layers is ours: libtorch's would draw from the generator all threads share.
            x = torch.gru(dropout.apply(x), start, cell, true, 1, 0, true, false, true).get0();
        }
        return torch.linear(x, parameters.get("output.weight"), new TensorOptional(parameters.get("output.bias")));
    }
}
