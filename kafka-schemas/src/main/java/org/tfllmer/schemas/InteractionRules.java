/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

/** What an interaction must satisfy to count. */
public final class InteractionRules implements Rules<Interaction> {

    @Override
    public void check(Interaction interaction) throws MalformedRecordException {
        FieldRules.id("eventId", interaction.eventId());
        FieldRules.id("userId", interaction.userId());
        FieldRules.id("itemId", interaction.itemId());
        if (interaction.weight() != null) {
            FieldRules.notNegative("weight", interaction.weight());
        }
        FieldRules.time("eventTime", interaction.eventTime());
    }
}
