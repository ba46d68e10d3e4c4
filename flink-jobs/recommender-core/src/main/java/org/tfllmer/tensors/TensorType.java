/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

/** The number types a tensor may have, named as in a safetensors file. */
public enum TensorType {
    F64(Double.BYTES),
    I64(Long.BYTES),
    F32(Float.BYTES),
    I32(Integer.BYTES),
    /** IEEE 754 binary16. */
    F16(Short.BYTES),
    /** Unsigned. */
    U8(Byte.BYTES);

    private final int bytes;

    TensorType(int bytes) {
        this.bytes = bytes;
    }

    /** The length of one value. */
    public int bytes() {
        return bytes;
    }
}
