/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A model's arrays by name, on one device. First values are drawn on the heap, so that a seed gives the same ones on
 * every device.
 */
final class Parameters implements AutoCloseable {

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();
    private final Device device;
    private final ScalarType type;
    private final Random random;

    Parameters(ComputeDevice device, ScalarType type, long seed) {
        this.device = device.torchDevice();
        this.device.retainReference();
        this.type = type;
        random = new Random(seed);
    }

    Device device() {
        return device;
    }

    ScalarType type() {
        return type;
    }

    Tensor get(String name) {
        return tensors.get(name);
    }

    Map<String, Tensor> all() {
        return tensors;
    }

    void addFilled(String name, double value, long... shape) {
        float[] values = new float[size(shape)];
        Arrays.fill(values, (float) value);
        add(name, values, shape);
    }

    void addUniform(String name, double bound, long... shape) {
        float[] values = new float[size(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
        add(name, values, shape);
    }

    void addGaussian(String name, double deviation, long... shape) {
        float[] values = new float[size(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        add(name, values, shape);
    }

    /** The weights and biases of x ↦ xWᵀ + b: W uniform within ±1/√inputs, b = 0. */
    void addLinear(String name, long outputs, long inputs) {
        addUniform(name + ".weight", 1 / Math.sqrt(inputs), outputs, inputs);
        addFilled(name + ".bias", 0, outputs);
    }

    void addLayerNorm(String name, double gain, long length) {
        addFilled(name + ".weight", gain, length);
        addFilled(name + ".bias", 0, length);
    }

    void add(String name, float[] values, long... shape) {
        try (PointerScope scope = new PointerScope()) {
            Tensor tensor = HostArrays.toTensor(values, shape, device, type);
            tensor.retainReference(); // outlives this scope and any around it, until close
            tensors.put(name, tensor);
        }
    }

    /** Overwrites an array, keeping its shape. */
    void set(String name, float[] values) {
        try (NoGradGuard noGradients = new NoGradGuard(); PointerScope scope = new PointerScope()) {
            Tensor tensor = get(name);
            tensor.copy_(HostArrays.toTensor(values, new long[] {values.length}, device, type).view_as(tensor));
        }
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
        device.close();
    }

    private static int size(long[] shape) {
        long size = 1;
        for (long length : shape) {
            size = Math.multiplyExact(size, length);
        }
        return Math.toIntExact(size);
    }
}
