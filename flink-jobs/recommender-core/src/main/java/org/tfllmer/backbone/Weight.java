/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.Arrays;

/**
 * One stored array of a backbone.
 *
 * @param shape the length of each dimension, outermost first
 * @param values in row-major order
 */
public record Weight(long[] shape, float[] values) {

    public Weight {
        long size = 1;
        for (long length : shape) {
            size = Math.multiplyExact(size, length);
        }
        if (size != values.length) {
            throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " needs " + size
                    + " values, but there are " + values.length);
        }
    }
}
