/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bytedeco.javacpp.Loader;

/** Prepares the first use of libtorch in a process. */
final class Libtorch {

    static {
        String library = "/org/bytedeco/pytorch/" + Loader.getPlatform() + "/libtorch_cpu.so";
        try {
            // The loader unpacks and links one library after the other, libtorch.so before libtorch_cpu.so. Where
            // another release of libtorch is installed (Debian's python3-torch), the linker would then take that
            // one's, and the process crash.
            Loader.cacheResource(library);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + library, e);
        }
    }

    private Libtorch() {}

    /** Call before any class of libtorch is touched; does nothing from the second time on. */
    static void prepare() {}
}
