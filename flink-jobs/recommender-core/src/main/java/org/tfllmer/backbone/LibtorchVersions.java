/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.global.torch;
import org.tfllmer.tensors.NativeLibrary;

/** What libtorch says of itself. */
public final class LibtorchVersions {

    static {
        NativeLibrary.LIBTORCH.load();
    }

    private LibtorchVersions() {}

    /** What it was built for, and threads. */
    public static String describe() {
        return (isCudaBuild() ? "for CPU and CUDA" : "for CPU only") + ", "
                + torch.get_num_threads() + " threads";
    }

    /** Those found, as the option {@code fine-tune.device} names them. */
    public static List<String> cudaDevices() {
        long count = torch.cuda_is_available() ? torch.getNumGPUs() : 0;
        return LongStream.range(0, count).mapToObj(index -> "cuda:" + index).toList();
    }

    /** Says what lacks where no CUDA device was found. */
    public static String whyNoCuda() {
        return isCudaBuild()
                ? "none found: libtorch is built for CUDA, but no device or driver answers"
                : "none used: this libtorch is built for the CPU; the Maven profile gpu takes the other one";
    }

    private static boolean isCudaBuild() {
        return torch.hasCUDA();
    }
}
