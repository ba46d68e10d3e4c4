/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Whom a fine-tuning learns from, and whom it is judged by. Users with an interaction since the last fine-tuning have
 * news: the last interaction of some of them is held out, from all else is learned, and from some users without news.
 *
 * @param taught oldest interaction first, without what is held out
 * @param judged whole sequences, whose last interaction is held out
 */
record FineTuneSplit(List<String[]> taught, List<String[]> judged) {

    /** So that what is learned does not shrink much for the sake of judging it. */
    private static final int MOST_JUDGED_ONE_IN = 2;

    /**
     * @param since milliseconds since 1970 UTC; what came before is no news
     * @param seed  decides who is chosen
     */
    static FineTuneSplit of(List<UserSequence> users, long since, FineTuneOptions options, long seed) {
        Random random = new Random(seed);
        List<String[]> news = new ArrayList<>();
        List<String[]> old = new ArrayList<>();
        for (UserSequence user : users) {
            int length = user.items().length;
            if (length > 1) {
                (user.times()[length - 1] >= since ? news : old).add(user.items());
            }
        }
        Collections.shuffle(news, random);
        Collections.shuffle(old, random);
        int judged = Math.min(options.heldOut(), news.size() / MOST_JUDGED_ONE_IN);
        List<String[]> taught = new ArrayList<>(news.subList(judged, news.size()));
        news.subList(0, judged).forEach(items -> taught.add(Arrays.copyOf(items, items.length - 1)));
        double wanted = Math.max(options.oldShare() * news.size(), options.wantedSequences() - news.size());
        taught.addAll(old.subList(0, (int) Math.min(old.size(), Math.ceil(wanted))));
        return new FineTuneSplit(taught, List.copyOf(news.subList(0, judged)));
    }
}
