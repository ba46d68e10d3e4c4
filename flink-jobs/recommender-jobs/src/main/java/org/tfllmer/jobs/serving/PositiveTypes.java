/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import org.tfllmer.schemas.InteractionType;

/** Which interactions speak for an item: being shown it or disliking it does not. */
public final class PositiveTypes {

    private PositiveTypes() {}

    public static boolean counts(InteractionType type) {
        return type != InteractionType.IMPRESSION && type != InteractionType.DISLIKE;
    }
}
