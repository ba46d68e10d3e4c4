/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tfllmer.graph.Laplacian;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.tensors.Float32Matrix;

class IncrementalRecPcaTest {

    private static final int LENGTH = 12;

    private final Random random = new Random(1);
    private final List<Long> items = new ArrayList<>();
    private final Map<Long, float[]> vectors = new HashMap<>();
    private final Map<List<Long>, Double> edges = new HashMap<>();
    private long nextItem;

    /** 6,000 changes: 40 rounds of 150, each corrected, against sums over everything. */
    @Test
    void correctedSumsEqualFullOnesAfterThousandsOfChanges() {
        Laplacian.Form form = Laplacian.Form.NORMALISED;
        grow(1500, 6000);
        EmbeddingRows rows = EmbeddingRows.of(embeddings(), true, true);
        Laplacian laplacian = new Laplacian(graph(), form);
        ItemSums sums = ItemSums.of(rows, laplacian, 0.7);
        for (int round = 0; round < 40; round++) {
            List<Long> before = List.copyOf(items);
            change(150);
            EmbeddingRows nextRows = EmbeddingRows.of(embeddings(), true, true).seenFrom(rows.reference());
            Laplacian nextLaplacian = new Laplacian(graph(), form);
            ItemChange change = ItemChange.between(rows, laplacian, nextRows, nextLaplacian, indices(before));
            assertThat(change.touched()).isLessThan(2000);
            sums = sums.corrected(change);
            rows = nextRows;
            laplacian = nextLaplacian;
        }
        assertThat(sums.distance(ItemSums.of(rows, laplacian, 0.7))).isLessThan(1e-8);
    }

    @ParameterizedTest
    @CsvSource({"PROJECTION, 2", "SMOOTHED, 5", "SPECTRAL, 0.4"})
    void answersWhatASolveFromNothingAnswers(Formulation formulation, double smoothness) {
        RecPcaOptions options = RecPcaOptions.defaults().withDimension(3).withFormulation(formulation, smoothness)
                .withConvergence(new Convergence(Route.AUTO, 1e-10, 500));
        IncrementalRecPca incremental = new IncrementalRecPca(options, 100);
        grow(400, 1500);
        RecPcaSolution corrected = incremental.solve(embeddings(), graph());
        for (int round = 0; round < 8; round++) {
            List<Long> before = List.copyOf(items);
            change(20);
            corrected = incremental.solve(
                    embeddings(), graph(), () -> indices(before), new Predecessor(corrected, indices(before)));
        }
        RecPcaSolution full = RecPca.solve(embeddings(), graph(), options);
        assertThat(Subspaces.distance(full.basis().values(), corrected.basis().values(), 3)).isLessThan(1e-6);
        assertThat(Subspaces.distance(Subspaces.widened(full.items().values()),
                Subspaces.widened(corrected.items().values()), 3)).isLessThan(1e-6);
        assertThat(corrected.alignment().residual()).isBetween(0.0, 0.5);
    }

    @Test
    void touchesOnlyTheItemsOfAChangedEdgeOrVector() {
        grow(200, 600);
        SparseGraph graph = graph();
        Laplacian laplacian = new Laplacian(graph, Laplacian.Form.COMBINATORIAL);
        EmbeddingRows rows = EmbeddingRows.of(embeddings(), true, true);
        List<Long> edge = edges.keySet().iterator().next();
        edges.put(edge, 9.0);
        long other = items.stream().filter(item -> !edge.contains(item)).findFirst().orElseThrow();
        vectors.put(other, vector());
        ItemChange change = ItemChange.between(rows, laplacian, EmbeddingRows.of(embeddings(), true, true),
                new Laplacian(graph(), Laplacian.Form.COMBINATORIAL), IntStream.range(0, 200).toArray());
        assertThat(change.newTouched().stream().mapToObj(item -> (long) item))
                .containsExactlyInAnyOrder(edge.get(0), edge.get(1), other);
        assertThat(change.oldTouched()).isEqualTo(change.newTouched());
    }

    /** A changed edge between two items of a ring is corrected; one of an item that all others have an edge to is not. */
    @Test
    void correctsWhatHasFewEdges() {
        int size = 500;
        int[] from = IntStream.range(0, 2 * size - 1).map(edge -> edge < size ? edge : 0).toArray();
        int[] to = IntStream.range(0, 2 * size - 1).map(edge -> edge < size ? (edge + 1) % size : edge - size + 1)
                .toArray();
        double[] weight = new double[from.length];
        Arrays.fill(weight, 1);
        EmbeddingRows rows = EmbeddingRows.of(Catalogue.embeddings(size, LENGTH, 1), true, true);
        Laplacian before = laplacian(size, from, to, weight);
        weight[100] = 2;
        assertThat(change(rows, before, laplacian(size, from, to, weight)).isWorthCorrecting()).isTrue();
        Arrays.fill(weight, size, weight.length, 2);
        assertThat(change(rows, before, laplacian(size, from, to, weight)).isWorthCorrecting()).isFalse();
    }

    private static Laplacian laplacian(int size, int[] from, int[] to, double[] weight) {
        return new Laplacian(SparseGraph.of(size, from, to, weight), Laplacian.Form.NORMALISED);
    }

    private static ItemChange change(EmbeddingRows rows, Laplacian before, Laplacian after) {
        return ItemChange.between(rows, before, rows, after, IntStream.range(0, rows.rows()).toArray());
    }

    @Test
    void measuresTheDriftAtItsRhythm() {
        grow(300, 900);
        IncrementalRecPca incremental = new IncrementalRecPca(RecPcaOptions.defaults().withDimension(3)
                .withFormulation(Formulation.PROJECTION, 2), 2);
        incremental.solve(embeddings(), graph());
        for (int round = 1; round <= 4; round++) {
            List<Long> before = List.copyOf(items);
            change(10);
            incremental.solve(embeddings(), graph(), () -> indices(before), null);
            if (round % 2 == 0) {
                assertThat(incremental.drift()).isBetween(Double.MIN_VALUE, 1e-12);
            } else {
                assertThat(incremental.drift()).isNaN();
            }
        }
    }

    @Test
    void refusesARhythmThatIsNone() {
        assertThatThrownBy(() -> new IncrementalRecPca(RecPcaOptions.defaults(), 0))
                .hasMessage("rec-pca.full-every must be 1 or more, was 0");
    }

    private void grow(int itemCount, int edgeCount) {
        for (int item = 0; item < itemCount; item++) {
            addItem();
        }
        for (int edge = 0; edge < edgeCount; edge++) {
            addEdge();
        }
    }

    /** New edges, other weights, edges gone; new items, other vectors, items gone. */
    private void change(int changes) {
        for (int change = 0; change < changes; change++) {
            switch (random.nextInt(10)) {
                case 0 -> addItem();
                case 1 -> removeItem();
                case 2 -> vectors.put(items.get(random.nextInt(items.size())), vector());
                case 3, 4, 5 -> edges.remove(anEdge());
                case 6 -> edges.put(anEdge(), random.nextDouble() + 0.1);
                default -> addEdge();
            }
        }
    }

    private void addItem() {
        vectors.put(nextItem, vector());
        items.add(nextItem++);
    }

    private void removeItem() {
        long item = items.remove(random.nextInt(items.size()));
        vectors.remove(item);
        edges.keySet().removeIf(edge -> edge.contains(item));
    }

    private void addEdge() {
        long one = items.get(random.nextInt(items.size()));
        long other = items.get(random.nextInt(items.size()));
        if (one != other) {
            edges.put(List.of(Math.min(one, other), Math.max(one, other)), random.nextDouble() + 0.1);
        }
    }

    private List<Long> anEdge() {
        return edges.keySet().stream().skip(random.nextInt(edges.size())).findFirst().orElseThrow();
    }

    /** One in twenty is an item without a vector. */
    private float[] vector() {
        float[] vector = new float[LENGTH];
        for (int k = 0; k < LENGTH; k++) {
            vector[k] = (float) (random.nextGaussian() / (k + 1) + 0.2);
        }
        return random.nextInt(20) == 0 ? new float[LENGTH] : vector;
    }

    private Float32Matrix embeddings() {
        float[] values = new float[items.size() * LENGTH];
        for (int item = 0; item < items.size(); item++) {
            System.arraycopy(vectors.get(items.get(item)), 0, values, item * LENGTH, LENGTH);
        }
        return new Float32Matrix(items.size(), LENGTH, values);
    }

    private SparseGraph graph() {
        int[] from = new int[edges.size()];
        int[] to = new int[edges.size()];
        double[] weight = new double[edges.size()];
        int at = 0;
        for (Map.Entry<List<Long>, Double> edge : edges.entrySet()) {
            from[at] = items.indexOf(edge.getKey().get(0));
            to[at] = items.indexOf(edge.getKey().get(1));
            weight[at++] = edge.getValue();
        }
        return SparseGraph.of(items.size(), from, to, weight);
    }

    private int[] indices(List<Long> before) {
        int[] indices = new int[items.size()];
        Arrays.setAll(indices, item -> before.indexOf(items.get(item)));
        return indices;
    }
}
