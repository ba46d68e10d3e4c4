/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tfllmer.evaluation.Rank;
import org.tfllmer.evaluation.RankingMetrics;
import org.tfllmer.tensors.FloatMatrix;

/**
 * How well simple scorers foretell each user's last item from all the others: every item is ranked, but for those that
 * the user had before. The scorers see what other users did later, so this compares signals; it is no backtest.
 */
final class LastItemCheck {

    private static final int RECENT = 5;

    private final List<int[]> histories = new ArrayList<>();
    private final int items;
    private final float[][] directions;

    LastItemCheck(DatasetFolder dataset) throws IOException {
        Map<String, Integer> numbers = new HashMap<>();
        dataset.items().forEach(item -> numbers.put(item.id(), numbers.size()));
        Map<String, List<Integer>> byUser = new LinkedHashMap<>();
        try (Stream<LoggedInteraction> interactions = dataset.interactions()) {
            interactions.forEach(interaction -> byUser
                    .computeIfAbsent(interaction.userId(), unknown -> new ArrayList<>())
                    .add(numbers.get(interaction.itemId())));
        }
        for (List<Integer> history : byUser.values()) {
            if (history.size() > 1) {
                histories.add(history.stream().mapToInt(Integer::intValue).toArray());
            }
        }
        items = numbers.size();
        directions = directions(dataset.embeddings().orElseThrow());
    }

    double hitRateOfPopularity() {
        float[] counts = new float[items];
        for (int[] history : histories) {
            for (int i = 0; i + 1 < history.length; i++) {
                counts[history[i]]++;
            }
        }
        return hitRate(history -> counts.clone());
    }

    /** Cosine with the mean direction of the last few items' text vectors. */
    double hitRateOfText() {
        return hitRate(history -> {
            float[] mean = new float[directions[0].length];
            for (int i = firstRecent(history); i + 1 < history.length; i++) {
                for (int j = 0; j < mean.length; j++) {
                    mean[j] += directions[history[i]][j];
                }
            }
            float[] scores = new float[items];
            for (int item = 0; item < items; item++) {
                scores[item] = dot(directions[item], mean);
            }
            return scores;
        });
    }

    /** How often items were near the last few ones in other histories, over the root of how often each was anywhere. */
    double hitRateOfCooccurrence() {
        float[][] near = cooccurrences();
        double[] degrees = new double[items];
        for (int item = 0; item < items; item++) {
            for (float count : near[item]) {
                degrees[item] += count;
            }
        }
        return hitRate(history -> {
            float[] scores = new float[items];
            for (int i = firstRecent(history); i + 1 < history.length; i++) {
                for (int item = 0; item < items; item++) {
                    double scale = Math.sqrt(Math.max(1, degrees[item] * degrees[history[i]]));
                    scores[item] += (float) (near[history[i]][item] / scale);
                }
            }
            return scores;
        });
    }

    private float[][] cooccurrences() {
        float[][] near = new float[items][items];
        for (int[] history : histories) {
            for (int i = 0; i + 1 < history.length; i++) {
                for (int j = Math.max(0, i - RECENT); j < i; j++) {
                    near[history[i]][history[j]]++;
                    near[history[j]][history[i]]++;
                }
            }
        }
        return near;
    }

    private double hitRate(Scorer scorer) {
        RankingMetrics metrics = RankingMetrics.at(10);
        for (int[] history : histories) {
            BitSet seen = new BitSet(items);
            for (int i = 0; i + 1 < history.length; i++) {
                seen.set(history[i]);
            }
            metrics = metrics.withRank(Rank.of(history[history.length - 1], scorer.scores(history), seen));
        }
        return metrics.hitRate();
    }

    private static int firstRecent(int... history) {
        return Math.max(0, history.length - 1 - RECENT);
    }

    private static float[][] directions(FloatMatrix vectors) {
        float[][] directions = new float[vectors.rows()][vectors.columns()];
        for (int i = 0; i < directions.length; i++) {
            vectors.read(i, 1, directions[i]);
            float length = (float) Math.sqrt(dot(directions[i], directions[i]));
            for (int j = 0; j < directions[i].length; j++) {
                directions[i][j] /= length;
            }
        }
        return directions;
    }

    private static float dot(float[] left, float[] right) {
        float sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }

    /** Scores every item from a history without its last item. */
    private interface Scorer {
        float[] scores(int[] history);
    }
}
