/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import java.lang.reflect.Array;
import java.util.Arrays;

/**
 * Numbers with a shape, last dimension fastest. The array is shared, not copied, in and out.
 * An empty shape is that of a single number; a dimension may be 0.
 */
public final class Tensor {

    private final TensorType type;
    private final int[] shape;
    private final Object values;

    private Tensor(TensorType type, int[] shape, Object values) {
        if (size(shape) != Array.getLength(values)) {
            throw new IllegalArgumentException("Shape " + Arrays.toString(shape) + " asks for " + size(shape)
                    + " values, not " + Array.getLength(values));
        }
        this.type = type;
        this.shape = shape.clone();
        this.values = values;
    }

    public static Tensor of(double[] values, int... shape) {
        return new Tensor(TensorType.F64, shape, values);
    }

    public static Tensor of(float[] values, int... shape) {
        return new Tensor(TensorType.F32, shape, values);
    }

    public static Tensor of(long[] values, int... shape) {
        return new Tensor(TensorType.I64, shape, values);
    }

    public static Tensor of(int[] values, int... shape) {
        return new Tensor(TensorType.I32, shape, values);
    }

    /** @param values unsigned */
    public static Tensor of(byte[] values, int... shape) {
        return new Tensor(TensorType.U8, shape, values);
    }

    /** @param bits IEEE 754 binary16, see {@link Float16} */
    public static Tensor ofHalves(short[] bits, int... shape) {
        return new Tensor(TensorType.F16, shape, bits);
    }

    /** F16 of a {@link Float16Matrix}, F32 of any other; only a matrix of another class of its own is copied. */
    public static Tensor of(FloatMatrix matrix) {
        int rows = matrix.rows();
        int columns = matrix.columns();
        if (matrix instanceof Float16Matrix halves) {
            return ofHalves(halves.bits(), rows, columns);
        }
        if (matrix instanceof Float32Matrix floats) {
            return of(floats.values(), rows, columns);
        }
        float[] copy = new float[Math.multiplyExact(rows, columns)];
        matrix.read(0, rows, copy);
        return of(copy, rows, columns);
    }

    public TensorType type() {
        return type;
    }

    public int[] shape() {
        return shape.clone();
    }

    /** How many numbers there are. */
    public int size() {
        return Array.getLength(values);
    }

    /** @throws IllegalStateException if the type is not F64, as each of these methods if it is not its own */
    public double[] doubles() {
        return (double[]) valuesOf(TensorType.F64);
    }

    public float[] floats() {
        return (float[]) valuesOf(TensorType.F32);
    }

    public long[] longs() {
        return (long[]) valuesOf(TensorType.I64);
    }

    public int[] ints() {
        return (int[]) valuesOf(TensorType.I32);
    }

    /** Unsigned. */
    public byte[] bytes() {
        return (byte[]) valuesOf(TensorType.U8);
    }

    /** IEEE 754 binary16, see {@link Float16}. */
    public short[] halves() {
        return (short[]) valuesOf(TensorType.F16);
    }

    /** @throws IllegalStateException if this is not an F32 or F16 tensor of two dimensions */
    public FloatMatrix matrix() {
        if (shape.length != 2) {
            throw new IllegalStateException("A matrix has two dimensions, the tensor is " + this);
        }
        return type == TensorType.F16
                ? new Float16Matrix(shape[0], shape[1], halves())
                : new Float32Matrix(shape[0], shape[1], floats());
    }

    /** Type and shape, for example {@code F32 [768, 64]}. */
    @Override
    public String toString() {
        return type + " " + Arrays.toString(shape);
    }

    private static long size(int... shape) {
        long size = 1;
        for (int length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException("A shape cannot have a negative size: " + Arrays.toString(shape));
            }
            size = Math.multiplyExact(size, (long) length);
        }
        return size;
    }

    private Object valuesOf(TensorType wanted) {
        if (type != wanted) {
            throw new IllegalStateException("The tensor is " + this + ", not " + wanted);
        }
        return values;
    }
}
