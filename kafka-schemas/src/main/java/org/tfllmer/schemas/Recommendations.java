/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.util.List;

/**
 * What to show a user now.
 *
 * @param generation   the generation that scored the list, or 0 if none did
 * @param items        best first, none of which the user has interacted with
 * @param bucket       which arm of an experiment the user is in
 * @param causeEventId the interaction that made this list due; the same id twice is the same list
 * @param causeTime    event time of that interaction, milliseconds since 1970 UTC
 * @param publishedAt  wall-clock time, milliseconds since 1970 UTC
 */
public record Recommendations(
        String userId,
        long generation,
        List<Scored> items,
        RecommendationSource source,
        String bucket,
        String causeEventId,
        long causeTime,
        long publishedAt) {

    /**
     * @param score  comparable within one list only
     * @param reason the item of the user's history that pulled most, or null
     */
    public record Scored(String itemId, double score, String reason) {}
}
