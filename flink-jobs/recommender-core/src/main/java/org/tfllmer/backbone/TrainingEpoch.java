/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

/**
 * One pass over all sequences.
 *
 * @param epoch counted from 1
 * @param steps steps since training began
 * @param loss mean over the epoch's positions, in nats, each with the weights of its time
 * @param seconds since training began
 */
public record TrainingEpoch(int epoch, int steps, double loss, double seconds) {}
