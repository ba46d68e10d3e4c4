/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tfllmer.jobs.recpca.GenerationItems;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.Recommendations.Scored;
import org.tfllmer.serving.ItemIndex;
import org.tfllmer.serving.TopK;

/**
 * One generation in memory: item embeddings of length 1, searchable. Used as a whole or not at all.
 *
 * <p>A user is the mean of the last items' embeddings, scaled to length 1; an item's score is the cosine with it.
 */
final class ServedGeneration {

    private final long number;
    private final List<String> items;
    private final Map<String, Integer> index = new HashMap<>();
    private final float[] vectors;
    private final int dimension;
    private final ItemIndex catalogue;

    private ServedGeneration(long number, GenerationItems solved) {
        this.number = number;
        this.items = solved.items();
        this.dimension = solved.dimension();
        this.vectors = solved.embeddings().clone();
        items.forEach(item -> index.put(item, index.size()));
        for (int i = 0; i < items.size(); i++) {
            scaleToUnitLength(vectors, i * dimension, dimension);
        }
        this.catalogue = ItemIndex.of(vectors, items.size(), dimension);
    }

    static ServedGeneration load(SnapshotStore store, Generation generation) throws IOException {
        return new ServedGeneration(generation.number(), GenerationItems.read(store, generation));
    }

    long number() {
        return number;
    }

    /**
     * The best items that the user has not seen.
     *
     * @param recent the user's last items; those without an embedding do not count
     * @return empty if none of them has one, or their embeddings cancel out
     */
    List<Scored> recommend(String[] recent, Set<String> seen, int count) {
        float[] query = new float[dimension];
        for (String item : recent) {
            addTo(query, index.get(item));
        }
        if (!scaleToUnitLength(query, 0, dimension)) {
            return List.of();
        }
        TopK best = catalogue.topK(query, count, item -> seen.contains(items.get(item)));
        Scored[] list = new Scored[best.size()];
        for (int rank = 0; rank < list.length; rank++) {
            int item = best.items()[rank];
            list[rank] = new Scored(items.get(item), best.scores()[rank], nearest(item, recent));
        }
        return Arrays.asList(list);
    }

    private void addTo(float[] query, Integer item) {
        if (item != null) {
            for (int j = 0; j < dimension; j++) {
                query[j] += vectors[item * dimension + j];
            }
        }
    }

    /** The recent item that pulled most. */
    private String nearest(int item, String[] recent) {
        String nearest = null;
        float most = Float.NEGATIVE_INFINITY;
        for (String candidate : recent) {
            Integer other = index.get(candidate);
            float pull = other == null ? Float.NEGATIVE_INFINITY : dot(item, other);
            if (pull > most) {
                most = pull;
                nearest = candidate;
            }
        }
        return nearest;
    }

    private float dot(int item, int other) {
        float dot = 0;
        for (int j = 0; j < dimension; j++) {
            dot += vectors[item * dimension + j] * vectors[other * dimension + j];
        }
        return dot;
    }

    /** A vector of zeros stays as it is: it has no direction. */
    private static boolean scaleToUnitLength(float[] values, int offset, int length) {
        double squares = 0;
        for (int j = offset; j < offset + length; j++) {
            squares += (double) values[j] * values[j];
        }
        if (squares == 0) {
            return false;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        for (int j = offset; j < offset + length; j++) {
            values[j] *= scale;
        }
        return true;
    }
}
