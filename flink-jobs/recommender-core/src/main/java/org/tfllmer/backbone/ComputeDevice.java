/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;
import org.tfllmer.tensors.NativeLibrary;

/**
 * Where tensors live. The same code runs on every device; only this differs.
 *
 * @param name {@code cpu} or {@code cuda:N}, as libtorch writes it
 */
public record ComputeDevice(String name) {

    private static final String OPTION = "fine-tune.device";

    static {
        NativeLibrary.LIBTORCH.load();
    }

    public ComputeDevice {
        if (!name.matches("cpu|cuda:\\d{1,3}")) {
            throw new IllegalArgumentException(OPTION + " must be auto, cpu or cuda:N, was " + name);
        }
    }

    public static ComputeDevice cpu() {
        return new ComputeDevice("cpu");
    }

    /**
     * Reads the option: {@code auto} is the first CUDA device, or the CPU where there is none.
     *
     * @throws IllegalArgumentException for another text, or a CUDA device that is not there
     */
    public static ComputeDevice of(String option) {
        long found = torch.cuda_is_available() ? torch.getNumGPUs() : 0;
        if (option.equals("auto")) {
            return new ComputeDevice(found > 0 ? "cuda:0" : "cpu");
        }
        ComputeDevice device = new ComputeDevice(option);
        if (device.isCuda() && device.index() >= found) {
            throw new IllegalArgumentException(
                    OPTION + " is " + option + ", but libtorch finds " + found + " CUDA devices");
        }
        return device;
    }

    public boolean isCuda() {
        return name.startsWith("cuda");
    }

    private int index() {
        return Integer.parseInt(name.substring("cuda:".length()));
    }

    Device torchDevice() {
        return new Device(name);
    }
}
