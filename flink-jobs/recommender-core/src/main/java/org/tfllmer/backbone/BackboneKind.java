/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.Locale;

/** The sequence models there are. */
public enum BackboneKind {
    /** Self-attention, {@link SasRec}. */
    SASREC,
    /** A gated recurrent unit, {@link Gru4Rec}. */
    GRU4REC;

    /** How the option's value is written. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
