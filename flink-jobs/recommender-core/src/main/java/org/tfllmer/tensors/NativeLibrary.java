/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.pytorch.global.torch;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The native libraries, each loaded once and by one thread at a time. While JavaCPP loads one it walks the list of
 * loaded libraries and opens each; another thread that loads one meanwhile holds the one of the linker's two locks that
 * it needs and waits for the other, and the process stands still for good. So every class that calls into a library
 * loads it here first, in its static initialiser.
 */
public enum NativeLibrary {
    OPENBLAS {
        @Override
        void open() {
            Loader.load(openblas.class);
        }
    },
    ND4J {
        @Override
        void open() {
            Loader.load(openblas.class);
            Nd4j.getBackend();
        }
    },
    LIBTORCH {
        /**
         * The loader unpacks and links one library after the other, libtorch.so before libtorch_cpu.so. Where another
         * release of libtorch is installed (Debian's python3-torch), the linker would then take that one's, and the
         * process crash.
         */
        @Override
        void open() {
            String library = "/org/bytedeco/pytorch/" + Loader.getPlatform() + "/libtorch_cpu.so";
            try {
                Loader.cacheResource(library);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot unpack " + library, e);
            }
            Loader.load(torch.class);
        }
    };

    private boolean loaded;

    /** Does nothing from the second time on. */
    public void load() {
        synchronized (NativeLibrary.class) {
            if (!loaded) {
                open();
                loaded = true;
            }
        }
    }

    abstract void open();
}
