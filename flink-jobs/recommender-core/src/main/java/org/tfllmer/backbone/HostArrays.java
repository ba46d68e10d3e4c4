/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Copies between arrays on the heap and tensors on a device. */
final class HostArrays {

    private HostArrays() {}

    static Tensor toTensor(float[] values, long[] shape, Device device, ScalarType type) {
        try (FloatPointer source = new FloatPointer(values)) {
            // Over the same memory, so it must be copied even where device and type already fit.
            return torch.from_blob(source, shape).to(device, type, false, true, new MemoryFormatOptional());
        }
    }

    static Tensor toTensor(long[] values, Device device) {
        return torch.tensor(values).to(device, ScalarType.Long);
    }

    static float[] toFloats(Tensor tensor) {
        try (PointerScope scope = new PointerScope()) {
            Tensor source = tensor.detach().to(new Device("cpu"), ScalarType.Float).contiguous();
            float[] values = new float[Math.toIntExact(source.numel())];
            new FloatPointer(source.data_ptr()).get(values);
            return values;
        }
    }
}
