/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import org.tfllmer.schemas.InteractionType;

/** Which interactions say that items belong together: being shown an item or disliking it does not. */
public final class CoOccurrenceTypes {

    private CoOccurrenceTypes() {}

    public static boolean counts(InteractionType type) {
        return type != InteractionType.IMPRESSION && type != InteractionType.DISLIKE;
    }
}
