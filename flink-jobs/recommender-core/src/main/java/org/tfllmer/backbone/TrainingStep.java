/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

/**
 * One step of the optimiser.
 *
 * @param step counted from 1 over all epochs
 * @param epoch counted from 1
 * @param positions how many next items were predicted
 * @param loss mean cross-entropy of these positions, in nats, before the step
 * @param seconds since training began
 */
public record TrainingStep(int step, int epoch, int positions, double loss, double learningRate, double seconds) {}
