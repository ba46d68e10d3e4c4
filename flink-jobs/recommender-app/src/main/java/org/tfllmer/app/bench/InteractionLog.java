/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import static org.tfllmer.schemas.InteractionType.CART;
import static org.tfllmer.schemas.InteractionType.CLICK;
import static org.tfllmer.schemas.InteractionType.DISLIKE;
import static org.tfllmer.schemas.InteractionType.IMPRESSION;
import static org.tfllmer.schemas.InteractionType.PURCHASE;
import static org.tfllmer.schemas.InteractionType.VIEW;

import java.io.Serializable;
import java.time.Duration;
import org.tfllmer.jobs.ingest.AcceptedInteraction;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;

/**
 * An endless log whose interactions follow from their places alone, so that every layout reads the same one. Users and
 * items are drawn by Zipf's law. Event time runs at a steady rate; each interaction is up to half the out-of-orderness
 * old, and about one in a hundred repeats the one before it.
 */
final class InteractionLog implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final long START = 1_700_000_000_000L;
    private static final double USER_EXPONENT = 0.5;
    private static final int ONE_REPEATS_IN = 100;
    private static final double TO_UNIT = 0x1p-53;
    private static final int USES = 5;
    /** Sixteen equal chances. */
    private static final InteractionType[] TYPES = {
        VIEW, VIEW, VIEW, VIEW, VIEW, VIEW, VIEW, VIEW, VIEW, CLICK, CLICK, CLICK, CART, PURCHASE, IMPRESSION, DISLIKE
    };

    private final Zipf users;
    private final Zipf items;
    private final long rate;
    private final long oldest;

    /** @param rate interactions in a second of event time */
    InteractionLog(int users, int items, double itemExponent, long rate, Duration outOfOrderness) {
        this.users = new Zipf(users, USER_EXPONENT);
        this.items = new Zipf(items, itemExponent);
        this.rate = rate;
        this.oldest = outOfOrderness.toMillis() / 2;
    }

    AcceptedInteraction at(long place) {
        long original = place > 0 && random(place, 0) < 1.0 / ONE_REPEATS_IN ? place - 1 : place;
        Interaction interaction = new Interaction(
                "event-" + original,
                "user-" + users.rank(random(original, 1)),
                "item-" + items.rank(random(original, 2)),
                TYPES[(int) (random(original, 4) * TYPES.length)],
                null,
                newestUpTo(original) - (long) (random(original, 3) * oldest));
        return new AcceptedInteraction(interaction, place);
    }

    /** No interaction up to this place is newer. */
    long newestUpTo(long place) {
        return START + place * 1000 / rate;
    }

    /** SplitMix64 of place and use, as a number from 0 to below 1. */
    private static double random(long place, int use) {
        long bits = (place * USES + use + 1) * 0x9E3779B97F4A7C15L;
        bits = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        bits = (bits ^ (bits >>> 27)) * 0x94D049BB133111EBL;
        return ((bits ^ (bits >>> 31)) >>> 11) * TO_UNIT;
    }
}
