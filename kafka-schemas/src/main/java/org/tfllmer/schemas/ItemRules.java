/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.util.OptionalInt;

/** What an item must satisfy to be embedded and recommended. */
public final class ItemRules implements Rules<Item> {

    private final OptionalInt dimension;

    private ItemRules(OptionalInt dimension) {
        this.dimension = dimension;
    }

    /** Accepts language-model embeddings of any length but 0. */
    public static ItemRules ofAnyDimension() {
        return new ItemRules(OptionalInt.empty());
    }

    /** @param dimension D, how long every language-model embedding must be */
    public static ItemRules ofDimension(int dimension) {
        return new ItemRules(OptionalInt.of(dimension));
    }

    @Override
    public void check(Item item) throws MalformedRecordException {
        FieldRules.id("itemId", item.itemId());
        FieldRules.require(
                !item.itemId().startsWith(Heartbeat.ITEMS_KEY_PREFIX),
                "itemId",
                "must not begin with " + Heartbeat.ITEMS_KEY_PREFIX + ", the key of heartbeats",
                item.itemId());
        if (item.embedding() != null) {
            checkEmbedding(item.embedding());
        }
        checkAvailability(item.availableFrom(), item.availableUntil());
        FieldRules.time("eventTime", item.eventTime());
    }

    private void checkEmbedding(float[] embedding) throws MalformedRecordException {
        int length = embedding.length;
        FieldRules.require(length > 0, "embedding", "must hold 1 number or more", length);
        FieldRules.require(
                length == dimension.orElse(length),
                "embedding",
                "must hold " + dimension.orElse(length) + " numbers",
                length);
        FieldRules.finite("embedding", embedding);
    }

    private static void checkAvailability(Long from, Long until) throws MalformedRecordException {
        FieldRules.require(
                from == null || until == null || until > from,
                "availableUntil",
                "must be later than availableFrom " + from,
                until);
    }
}
