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
 * @param objective value of the formulation's objective
 * @param residual largest ‖Mv − θv‖ over the eigenpairs, relative to ‖M‖
 * @param iterations steps taken; 0 for a direct method
 * @param products vectors that the operator was multiplied with; 0 for a direct method
 */
public record RecPcaSolution(Basis basis, Float32Matrix items, double[] eigenvalues, double objective,
        double residual, int iterations, long products) {
}
