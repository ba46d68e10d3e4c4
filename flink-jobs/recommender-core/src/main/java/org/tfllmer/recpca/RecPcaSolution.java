/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import org.tfllmer.tensors.Float32Matrix;

/**
 * One solve's answer.
 *
 * @param basis projects an embedding that is not among the items
 * @param items Z, n × d, in the order of the embeddings
 * @param eigenvalues d of them, largest first
 * @param objective value of the formulation's objective: the sum of the eigenvalues, or for smoothed ‖X‖² less that
 * @param varianceKept share of the embeddings' variance that Z can give back, 0 … 1
 * @param residual largest ‖Mv − θv‖ over the eigenpairs, relative to ‖M‖
 * @param iterations steps taken; 0 for a direct method
 * @param products vectors that the operator was multiplied with; 0 for a direct method
 * @param alignment how far the items moved from the solve before
 */
public record RecPcaSolution(Basis basis, Float32Matrix items, double[] eigenvalues, double objective,
        double varianceKept, double residual, int iterations, long products, Alignment alignment) {
}
