/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

/**
 * An interaction as a public file has it.
 *
 * @param seconds since 1970 UTC
 * @param rating  NaN if the file has none
 * @param type    empty if the file has none
 */
public record RawInteraction(String user, String item, long seconds, double rating, String type) {}
