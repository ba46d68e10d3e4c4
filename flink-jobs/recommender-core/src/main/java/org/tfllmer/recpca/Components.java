/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/** Names the component of an embedding that cannot be used. */
final class Components {

    private Components() {
    }

    /** "NaN at component 3", for the first component that is NaN or infinite. */
    static String firstNotFinite(float[] embedding) {
        for (int k = 0; k < embedding.length; k++) {
            if (!Float.isFinite(embedding[k])) {
                return embedding[k] + " at component " + k;
            }
        }
        throw new IllegalArgumentException("Every component is finite");
    }
}
