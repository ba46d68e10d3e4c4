/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.evaluation;

import java.util.Arrays;
import org.tfllmer.schemas.Interaction;

/**
 * An interaction, ranked in a list that was made before it.
 *
 * @param ranker     that made the list
 * @param generation in service then, 0 if none was
 * @param rank       from 1, or 0 if the list does not have the item
 * @param list       what was recommended
 * @param age        of the list, milliseconds of event time
 */
public record ScoredInteraction(
        String bucket, String ranker, long generation, long eventTime, int rank, String[] list, long age) {

    public static ScoredInteraction of(
            String bucket, String ranker, long generation, Interaction interaction, String[] list, long age) {
        int rank = Arrays.asList(list).indexOf(interaction.itemId()) + 1;
        return new ScoredInteraction(bucket, ranker, generation, interaction.eventTime(), rank, list, age);
    }
}
