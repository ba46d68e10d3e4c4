/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

/**
 * One interaction in the demonstration shop.
 *
 * @param seconds since the shop opened
 */
record ShopVisit(long seconds, int user, ShopItem item, String type) {}
