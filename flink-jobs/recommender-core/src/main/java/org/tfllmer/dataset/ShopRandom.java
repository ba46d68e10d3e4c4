/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.util.List;
import java.util.Random;

/**
 * Random draws that are the same on every machine: {@link Random} is specified to the last bit, and so is
 * {@link StrictMath}.
 */
final class ShopRandom {

    private final Random random;

    ShopRandom(long seed) {
        random = new Random(seed);
    }

    /** A generator of its own, so that one part of the shop can change and leave the others as they are. */
    ShopRandom split() {
        return new ShopRandom(random.nextLong());
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** From 0 to below 1. */
    double uniform() {
        return random.nextDouble();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }

    /** The numbers from 0 to {@code count - 1}, every order equally likely. */
    int[] permutation(int count) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int place = random.nextInt(i + 1);
            order[i] = order[place];
            order[place] = i;
        }
        return order;
    }

    /** Exponentially distributed. */
    double waiting(double mean) {
        return -mean * StrictMath.log(1 - random.nextDouble());
    }

    /** Log-normally distributed around a median of 1. */
    double factor(double spread) {
        return StrictMath.exp(spread * random.nextGaussian());
    }

    /** A direction, all equally likely; length 1. */
    double[] direction(int dimension) {
        double[] direction = new double[dimension];
        double squares = 0;
        for (int i = 0; i < dimension; i++) {
            direction[i] = random.nextGaussian();
            squares += direction[i] * direction[i];
        }
        double length = Math.sqrt(squares);
        for (int i = 0; i < dimension; i++) {
            direction[i] /= length;
        }
        return direction;
    }
}
