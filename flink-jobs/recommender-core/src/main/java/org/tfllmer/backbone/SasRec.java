/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Self-attentive sequential recommendation (Kang and McAuley 2018), as the paper's text has it.
 *
 *   x₀ = dropout(√d · e + p)                              p  learned position vectors, L × d
 *   y  = x + dropout(attention(norm(x)))                  causal, scaled by 1/√(d/heads), dropout on its weights
 *   x′ = y + dropout(W₂ dropout(relu(W₁ norm(y) + b₁)) + b₂)   for each block
 *   h  = norm(x)                                          after the last block
 *
 * So layer norm stands before each sublayer and once at the end; query, key and value all read the normed input
 * (the authors' code norms the query only). Positions count from the oldest item read, so the vectors of a sequence's
 * beginning are those of the whole. The last norm starts with gain 1/√d: h has length 1, as normalised items have,
 * and the first scores are neither flat nor extreme.
 */
final class SasRec implements Backbone {

    private static final double NORM_EPSILON = 1e-8;
    private static final double POSITION_DEVIATION = 0.02;

    private final BackboneOptions options;
    private final Parameters parameters;

    SasRec(BackboneOptions options, Parameters parameters) {
        this.options = options;
        this.parameters = parameters;
        int d = options.dimension();
        parameters.addGaussian("position", POSITION_DEVIATION, options.maxLength(), d);
        for (int layer = 0; layer < options.layers(); layer++) {
            String name = "layers." + layer;
            parameters.addLayerNorm(name + ".attention-norm", 1, d);
            parameters.addLinear(name + ".query-key-value", 3L * d, d);
            parameters.addLinear(name + ".attention-output", d, d);
            parameters.addLayerNorm(name + ".network-norm", 1, d);
            parameters.addLinear(name + ".network-input", options.hidden(), d);
            parameters.addLinear(name + ".network-output", d, options.hidden());
        }
        parameters.addLayerNorm("output-norm", 1 / Math.sqrt(d), d);
    }

    @Override
    public Tensor sequenceVectors(Tensor items, Dropout dropout) {
        long length = items.size(1);
        Tensor future = torch.ones(new long[] {length, length}, new TensorOptions(ScalarType.Bool)).triu(1)
                .to(parameters.device(), ScalarType.Bool);
        Tensor positions = parameters.get("position").narrow(0, 0, length);
        Tensor x = dropout.apply(items.mul(new Scalar(Math.sqrt(options.dimension()))).add(positions));
        for (int layer = 0; layer < options.layers(); layer++) {
            String name = "layers." + layer;
            Tensor y = x.add(dropout.apply(attention(name, norm(name + ".attention-norm", x), future, dropout)));
            x = y.add(dropout.apply(network(name, norm(name + ".network-norm", y), dropout)));
        }
        return norm("output-norm", x);
    }

    private Tensor attention(String name, Tensor x, Tensor future, Dropout dropout) {
        long batch = x.size(0);
        long length = x.size(1);
        long heads = options.heads();
        long width = options.dimension() / heads;
        Tensor all = linear(name + ".query-key-value", x).view(batch, length, 3, heads, width);
        Tensor query = all.select(2, 0).transpose(1, 2);
        Tensor key = all.select(2, 1).transpose(1, 2);
        Tensor value = all.select(2, 2).transpose(1, 2);
        Tensor weights = query.matmul(key.transpose(-2, -1)).mul(new Scalar(1 / Math.sqrt(width)))
                .masked_fill(future, new Scalar(Double.NEGATIVE_INFINITY)).softmax(-1);
        Tensor read = dropout.apply(weights).matmul(value).transpose(1, 2).reshape(batch, length, options.dimension());
        return linear(name + ".attention-output", read);
    }

    private Tensor network(String name, Tensor x, Dropout dropout) {
        return linear(name + ".network-output", dropout.apply(linear(name + ".network-input", x).relu()));
    }

    private Tensor linear(String name, Tensor x) {
        return torch.linear(x, parameters.get(name + ".weight"), new TensorOptional(parameters.get(name + ".bias")));
    }

    private Tensor norm(String name, Tensor x) {
        TensorOptional gain = new TensorOptional(parameters.get(name + ".weight"));
        TensorOptional bias = new TensorOptional(parameters.get(name + ".bias"));
        return torch.layer_norm(x, new long[] {options.dimension()}, gain, bias, NORM_EPSILON, false);
    }
}
