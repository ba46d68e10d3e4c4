/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

/**
 * How far the item vectors are from their predecessors, after rotation.
 *
 * @param commonItems how many items both solves have; 0 for a first solve
 * @param residual ‖Z − Z'‖ / ‖Z'‖ over them (Frobenius), Z' the predecessors
 * @param largestMove largest ‖zᵢ − z'ᵢ‖ of one of them
 */
public record Alignment(int commonItems, double residual, double largestMove) {

    static final Alignment NONE = new Alignment(0, 0, 0);
}
