/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

/**
 * Converts between floats and IEEE 754 half precision (binary16). Java 17 has no type for halves:
 * they are held as the bits of a short.
 */
public final class Float16 {

    private static final float SMALLEST_NORMAL = 0x1p-14f;
    private static final float SUBNORMAL_UNIT = 0x1p-24f;
    /** Half way from the largest half, 65,504, to what would be the next: from here on, values round to infinity. */
    private static final float OVERFLOW = 65_520f;
    /** The exponents' biases are 127 and 15. */
    private static final int BIAS_DIFFERENCE = 112;

    private static final int INFINITY = 0x7c00;
    private static final int NAN = 0x7e00;

    private Float16() {}

    /** The value of {@code half}; every half is a float exactly. */
    public static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >>> 10 & 0x1f;
        int mantissa = half & 0x3ff;
        if (exponent == 0) {
            return Math.copySign(mantissa * SUBNORMAL_UNIT, Float.intBitsToFloat(sign));
        }
        int floatExponent = exponent == 0x1f ? 0xff : exponent + BIAS_DIFFERENCE;
        return Float.intBitsToFloat(sign | floatExponent << 23 | mantissa << 13);
    }

    /** The half nearest to {@code value}, of two equally near the even one; beyond 65,520 it is infinite. */
    public static short fromFloat(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
        return (short) (sign | magnitude(Math.abs(value)));
    }

    private static int magnitude(float value) {
        if (Float.isNaN(value)) {
            return NAN;
        }
        if (value >= OVERFLOW) {
            return INFINITY;
        }
        if (value < SMALLEST_NORMAL) {
            return (int) Math.rint(value / SUBNORMAL_UNIT);
        }
        int bits = Float.floatToRawIntBits(value) - (BIAS_DIFFERENCE << 23);
        int justBelowHalf = 0xfff;
        int oneIfOdd = bits >>> 13 & 1;
        return bits + justBelowHalf + oneIfOdd >>> 13;
    }
}
