/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tfllmer.jobs.recpca.GenerationFiles;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.jobs.topics.ItemVectorChange;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.ItemEmbedding;
import org.tfllmer.schemas.Recommendations.Scored;
import org.tfllmer.serving.ItemIndex;
import org.tfllmer.serving.TopK;

/**
 * One generation in memory: item embeddings of length 1, searchable, and what changed since it was solved. Used as a
 * whole or not at all: a vector of another generation's is refused.
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
    private final ChangedItems changed;

    private ServedGeneration(long number, ReducedItems solved) {
        this.number = number;
        this.items = solved.items();
        this.dimension = solved.vectors().columns();
        this.vectors = solved.vectors().values().clone();
        items.forEach(item -> index.put(item, index.size()));
        for (int i = 0; i < items.size(); i++) {
            scaleToUnitLength(vectors, i * dimension, dimension);
        }
        this.catalogue = ItemIndex.of(vectors, items.size(), dimension);
        this.changed = new ChangedItems(dimension);
    }

    static ServedGeneration load(SnapshotStore store, Generation generation) throws IOException {
        return new ServedGeneration(generation.number(), GenerationFiles.items(store, generation));
    }

    long number() {
        return number;
    }

    /**
     * Takes what is told of an item after the solve. A vector of another generation is not used.
     *
     * @return whether to remember it: it differs from what the generation says of the item, or is of a later one
     */
    boolean take(ItemVectorChange change) {
        if (change.isWithdrawal()) {
            changed.withdraw(change.itemId());
            return index.containsKey(change.itemId());
        }
        long generation = change.embedding().generation();
        return generation > number || generation == number && change(change.embedding());
    }

    private boolean change(ItemEmbedding embedding) {
        float[] vector = embedding.vector().clone();
        scaleToUnitLength(vector, 0, dimension);
        Integer item = index.get(embedding.itemId());
        int own = item == null ? 0 : item * dimension;
        if (item != null && Arrays.equals(vector, 0, dimension, vectors, own, own + dimension)) {
            changed.restore(embedding.itemId());
            return false;
        }
        changed.change(embedding.itemId(), vector);
        return true;
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
            addTo(query, item);
        }
        if (!scaleToUnitLength(query, 0, dimension)) {
            return List.of();
        }
        List<Scored> found = new ArrayList<>();
        TopK solved = catalogue.topK(query, count,
                item -> seen.contains(items.get(item)) || changed.supersede(items.get(item)));
        collect(solved, items, recent, found);
        if (changed.index() != null) {
            List<String> later = changed.items();
            TopK best = changed.index().topK(query, count, item -> seen.contains(later.get(item)));
            collect(best, later, recent, found);
            found.sort(Comparator.comparingDouble(Scored::score).reversed());
        }
        return List.copyOf(found.subList(0, Math.min(count, found.size())));
    }

    private void collect(TopK best, List<String> names, String[] recent, List<Scored> found) {
        for (int rank = 0; rank < best.size(); rank++) {
            String item = names.get(best.items()[rank]);
            found.add(new Scored(item, best.scores()[rank], nearest(item, recent)));
        }
    }

    private void addTo(float[] query, String item) {
        float[] vector = vector(item);
        for (int j = 0; j < dimension && vector != null; j++) {
            query[j] += vector[j];
        }
    }

    /** An item's newest vector, even of one that is withdrawn: it still says what the user likes. Null without one. */
    private float[] vector(String item) {
        float[] later = changed.vector(item);
        Integer own = index.get(item);
        if (later != null || own == null) {
            return later;
        }
        return Arrays.copyOfRange(vectors, own * dimension, (own + 1) * dimension);
    }

    /** The recent item that pulled most. */
    private String nearest(String item, String[] recent) {
        float[] vector = vector(item);
        String nearest = null;
        float most = Float.NEGATIVE_INFINITY;
        for (String candidate : recent) {
            float[] other = vector(candidate);
            float pull = other == null ? Float.NEGATIVE_INFINITY : dot(vector, other);
            if (pull > most) {
                most = pull;
                nearest = candidate;
            }
        }
        return nearest;
    }

    private float dot(float[] vector, float[] other) {
        float dot = 0;
        for (int j = 0; j < dimension; j++) {
            dot += vector[j] * other[j];
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
