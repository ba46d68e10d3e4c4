/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.Locale;

/**
 * The three readings of Rec-PCA's wish to keep the text's information and be smooth on the graph.
 *
 *   X  n × D  language-model embeddings, centred      L  n × n  Laplacian     Wᵀ W = I
 */
public enum Formulation {
    /** W maximises tr(Wᵀ(XᵀX − λXᵀLX)W); Z = XW. */
    PROJECTION(0.5),
    /** W, Z minimise ‖X − ZWᵀ‖² + λ tr(ZᵀLZ): W leads Xᵀ(I+λL)⁻¹X; Z = (I+λL)⁻¹XW. */
    SMOOTHED(30),
    /** Q maximises (1−β) tr(QᵀXXᵀQ)/σ₁² + β tr(Qᵀ(I−L)Q), QᵀQ = I, σ₁ the largest singular value of X; Z = Q. */
    SPECTRAL(0.1);

    private final double usualSmoothness;

    Formulation(double usualSmoothness) {
        this.usualSmoothness = usualSmoothness;
    }

    /** The price of total variation where none is given, λ or β: what an untrained next-item check favours. */
    public double usualSmoothness() {
        return usualSmoothness;
    }

    /** How the option's value is written. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
