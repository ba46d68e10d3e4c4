/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.tfllmer.backbone.BackboneFile;
import org.tfllmer.backbone.Normalisation;
import org.tfllmer.jobs.recpca.GenerationFiles;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.jobs.topics.ItemVectorChange;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.ItemEmbedding;
import org.tfllmer.schemas.RecommendationSource;
import org.tfllmer.schemas.Recommendations.Scored;
import org.tfllmer.serving.BatchItemIndex;
import org.tfllmer.serving.TopK;

/**
 * One generation in memory: item vectors, searchable, and what changed since it was solved. Used as a whole or not at
 * all: a vector of another generation's is refused. Holds native memory until closed.
 *
 * <p>With a backbone a user is the sequence vector h, and an item's score is h·e. Without one, or where the backbone
 * knows none of the items, a user is the mean of the last items' vectors, scaled to length 1, and the score is the
 * cosine with it.
 */
final class ServedGeneration implements AutoCloseable {

    private final long number;
    private final List<String> items;
    private final Map<String, Integer> index = new HashMap<>();
    private final float[] vectors;
    private final int dimension;
    private final boolean unitVectors;
    private final BatchItemIndex catalogue;
    private final ChangedItems changed;
    private final SequenceEncoder sequences;

    /** @param sequences null without a backbone */
    private ServedGeneration(long number, ReducedItems listed, boolean unitVectors, SequenceEncoder sequences) {
        this.number = number;
        this.items = listed.items();
        this.dimension = listed.vectors().columns();
        this.vectors = listed.vectors().values().clone();
        this.unitVectors = unitVectors;
        this.sequences = sequences;
        items.forEach(item -> index.put(item, index.size()));
        for (int i = 0; i < items.size() && unitVectors; i++) {
            scaleToUnitLength(vectors, i * dimension, dimension);
        }
        this.catalogue = BatchItemIndex.of(vectors, items.size(), dimension);
        this.changed = new ChangedItems(dimension);
    }

    /**
     * @throws IOException if a file is missing or not the one announced
     * @throws IllegalArgumentException if the backbone does not fit the item embeddings; the message says what differs
     */
    static ServedGeneration load(SnapshotStore store, Generation generation) throws IOException {
        ReducedItems projected = GenerationFiles.items(store, generation);
        Optional<BackboneFile> file = GenerationFiles.backbone(store, generation);
        if (file.isEmpty()) {
            return new ServedGeneration(generation.number(), projected, true, null);
        }
        BackboneFile backbone = file.get();
        return new ServedGeneration(generation.number(), backbone.itemEmbeddings(projected),
                backbone.options().normalisation() != Normalisation.NONE, SequenceEncoder.of(backbone, projected));
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
        if (unitVectors) {
            scaleToUnitLength(vector, 0, dimension);
        }
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
     * The best items that each user has not seen, at most {@code count}.
     *
     * @param recent how many of a user's last items make the query where there is no backbone, and may be its reason
     * @return for each query its list; null if nothing is known of the user's items, or they cancel out
     */
    List<ScoredList> recommend(List<ListQuery> queries, int recent, int count) {
        List<float[]> encoded = sequences == null
                ? Collections.nCopies(queries.size(), null)
                : sequences.encode(queries);
        RecommendationSource[] sources = new RecommendationSource[queries.size()];
        float[] rows = new float[queries.size() * dimension];
        for (int at = 0; at < sources.length; at++) {
            float[] row = encoded.get(at) != null ? encoded.get(at) : mean(queries.get(at).last(recent));
            if (row != null) {
                sources[at] = encoded.get(at) != null
                        ? RecommendationSource.SEQUENCE : RecommendationSource.SEMANTIC;
                System.arraycopy(row, 0, rows, at * dimension, dimension);
            }
        }
        List<TopK> own = catalogue.topK(rows, count, queries.stream().map(this::excluded).toList());
        ScoredList[] lists = new ScoredList[sources.length];
        for (int at = 0; at < sources.length; at++) {
            if (sources[at] != null) {
                float[] row = Arrays.copyOfRange(rows, at * dimension, (at + 1) * dimension);
                lists[at] = new ScoredList(merged(own.get(at), row, queries.get(at), recent, count), sources[at]);
            }
        }
        return Arrays.asList(lists);
    }

    private IntPredicate excluded(ListQuery query) {
        return item -> query.seen().contains(items.get(item)) || changed.supersede(items.get(item));
    }

    private List<Scored> merged(TopK own, float[] row, ListQuery query, int recent, int count) {
        List<Scored> found = new ArrayList<>();
        collect(own, items, query.last(recent), found);
        if (changed.index() != null) {
            List<String> later = changed.items();
            TopK best = changed.index().topK(row, count, item -> query.seen().contains(later.get(item)));
            collect(best, later, query.last(recent), found);
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

    /** Of length 1; null if no item has a vector, or they cancel out. */
    private float[] mean(String[] recent) {
        float[] sum = new float[dimension];
        for (String item : recent) {
            float[] vector = vector(item);
            for (int j = 0; j < dimension && vector != null; j++) {
                sum[j] += vector[j];
            }
        }
        return scaleToUnitLength(sum, 0, dimension) ? sum : null;
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

    @Override
    public void close() {
        catalogue.close();
        if (sequences != null) {
            sequences.close();
        }
    }
}
