/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import java.util.Comparator;

/**
 * An item's language-model embedding from an event time on.
 *
 * @param embedding null if the item has none from then on, is hidden, or is gone
 * @param offset    the later one of two versions with equal event time holds
 */
public record VectorVersion(float[] embedding, long eventTime, long offset) {

    static final Comparator<VectorVersion> OLDEST_FIRST =
            Comparator.comparingLong(VectorVersion::eventTime).thenComparingLong(VectorVersion::offset);
}
