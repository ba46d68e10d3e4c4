/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Sends users into the shop: when they first come, how often, and at what hour. */
final class ShopTraffic {

    private static final int USERS = 3000;
    /** Of the users, those who know the shop when it opens; the others arrive evenly until a day before the end. */
    private static final double EARLY_USERS = 0.3;
    private static final long DAY = 86_400;
    private static final double SESSIONS_PER_USER = 3.1;
    private static final double ACTIVITY_SPREAD = 0.6;

    private final ShopRandom random;
    private final long openSeconds;

    private ShopTraffic(ShopRandom random, long openSeconds) {
        this.random = random;
        this.openSeconds = openSeconds;
    }

    /** Everything that happens in {@code openSeconds}, in order of time. */
    static List<ShopVisit> simulate(ShopShelves shelves, ShopRandom random, long openSeconds) {
        ShopTraffic traffic = new ShopTraffic(random, openSeconds);
        List<ShopVisit> visits = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            visits.addAll(traffic.visits(new ShopUser(user, shelves, random.split())));
        }
        visits.sort(Comparator.comparingLong(ShopVisit::seconds).thenComparingInt(ShopVisit::user));
        return visits;
    }

    private List<ShopVisit> visits(ShopUser user) {
        List<ShopVisit> visits = new ArrayList<>();
        long free = 0;
        for (long start : sessionStarts()) {
            for (ShopVisit visit : user.session(Math.max(start, free))) {
                if (visit.seconds() < openSeconds) {
                    visits.add(visit);
                }
                free = visit.seconds() + 1;
            }
        }
        return visits;
    }

    private long[] sessionStarts() {
        long arrival = random.chance(EARLY_USERS) ? 0 : (long) (random.uniform() * (openSeconds - DAY));
        int sessions = 1 + (int) (SESSIONS_PER_USER * random.factor(ACTIVITY_SPREAD));
        long[] starts = new long[sessions];
        for (int i = 0; i < sessions; i++) {
            starts[i] = start(arrival);
        }
        Arrays.sort(starts);
        return starts;
    }

    /** Any time from the arrival on, evenings more often than nights. */
    private long start(long arrival) {
        long start;
        double busy;
        do {
            start = arrival + (long) (random.uniform() * (openSeconds - arrival));
            double hour = start % DAY / 3600.0;
            busy = 0.55 - 0.45 * StrictMath.cos((hour - 7) / 24 * 2 * Math.PI);
        } while (!random.chance(busy));
        return start;
    }
}
