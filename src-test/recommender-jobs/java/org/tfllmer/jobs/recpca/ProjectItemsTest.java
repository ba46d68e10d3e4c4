/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.jobs.OperatorHarness;
import org.tfllmer.jobs.ingest.ItemArrival;
import org.tfllmer.jobs.topics.ItemVectorChange;
import org.tfllmer.recpca.Basis;
import org.tfllmer.recpca.ColumnScaling;
import org.tfllmer.recpca.Formulation;
import org.tfllmer.recpca.RecPca;
import org.tfllmer.recpca.RecPcaOptions;
import org.tfllmer.recpca.RecPcaSolution;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.Item;
import org.tfllmer.tensors.Float32Matrix;

/** The basis of generation g takes (x, y) to 10 g + x. */
class ProjectItemsTest
        extends OperatorHarness<
                KeyedTwoInputStreamOperatorTestHarness<String, ItemArrival, Generation, ItemVectorChange>> {

    private long offset;
    private int told;

    @BeforeEach
    void onlyItemsHoldBackTime() throws Exception {
        operator.processWatermark2(Watermark.MAX_WATERMARK);
    }

    @Test
    void aNewItemIsProjectedWithTheCurrentBasisOnce() throws Exception {
        generation(1);
        item("tea", 3, 10);
        assertThat(changes()).containsExactly("tea=1:13.0");
        item("tea", 3, 20);
        operator.processWatermark1(new Watermark(30));
        assertThat(changes()).isEmpty();
    }

    @Test
    void aChangedVectorIsProjectedAnew() throws Exception {
        generation(1);
        item("tea", 3, 10);
        item("tea", 4, 20);
        assertThat(changes()).containsExactly("tea=1:13.0", "tea=1:14.0");
    }

    @Test
    void anOlderVersionThatComesLaterChangesNothing() throws Exception {
        generation(1);
        item("tea", 4, 20);
        item("tea", 3, 10);
        assertThat(changes()).containsExactly("tea=1:14.0");
    }

    @Test
    void beforeTheFirstGenerationItemsWaitAndThoseThatItDoesNotHoldAreProjectedWhenItComes() throws Exception {
        item("tea", 3, 10);
        item("cup", 5, 10);
        assertThat(changes()).isEmpty();
        generation(1, "tea", 3);
        assertThat(changes()).containsExactly("cup=1:15.0");
    }

    @Test
    void aVectorThatCameDuringASolveReplacesTheOneThatWasSolved() throws Exception {
        generation(1);
        item("tea", 3, 10);
        item("tea", 4, 20);
        changes();
        generation(2, "tea", 3);
        assertThat(changes()).containsExactly("tea=2:24.0");
        generation(3, "tea", 4);
        assertThat(changes()).isEmpty();
    }

    @Test
    void anItemThatNoGenerationHoldsYetIsProjectedWithEachNewBasis() throws Exception {
        generation(1);
        item("tea", 3, 10);
        generation(2);
        assertThat(changes()).containsExactly("tea=1:13.0", "tea=2:23.0");
    }

    @Test
    void aRemovedItemIsWithdrawnAndAgainAfterAGenerationThatStillHoldsIt() throws Exception {
        generation(1);
        item("tea", 3, 10);
        operator.processElement1(new ItemArrival("tea", null, null, 20, offset++), 20);
        assertThat(changes()).containsExactly("tea=1:13.0", "tea gone");
        generation(2, "tea", 3);
        assertThat(changes()).containsExactly("tea gone");
        generation(3);
        assertThat(changes()).isEmpty();
        assertThat(operator.numKeyedStateEntries()).isZero();
    }

    @Test
    void anItemThatIsHiddenIsWithdrawnAndComesBackWhenItIsShown() throws Exception {
        generation(1, "tea", 3);
        item("tea", 3, 10);
        generation(2, "tea", 3);
        changes();
        item("tea", 3, 20, null, null, true);
        item("tea", 3, 30);
        assertThat(changes()).containsExactly("tea gone", "tea=2:23.0");
    }

    @Test
    void anItemIsShownFromAndUntilTheEventTimesThatItNames() throws Exception {
        generation(1);
        item("tea", 3, 10, 50L, 90L, false);
        operator.processWatermark1(new Watermark(49));
        assertThat(changes()).isEmpty();
        operator.processWatermark1(new Watermark(50));
        assertThat(changes()).containsExactly("tea=1:13.0");
        operator.processWatermark1(new Watermark(90));
        assertThat(changes()).containsExactly("tea gone");
        generation(2);
        assertThat(changes()).isEmpty();
    }

    @Test
    void anItemWithoutAVectorIsNotShown() throws Exception {
        generation(1);
        Item item = new Item("tea", "tea", null, List.of(), null, null, null, null, false, 10);
        operator.processElement1(new ItemArrival("tea", item, null, 10, offset++), 10);
        assertThat(changes()).isEmpty();
    }

    @Test
    void afterARestoreItProjectsWithTheSameBasis() throws Exception {
        generation(1);
        item("tea", 3, 10);
        changes();
        restart();
        told = 0;
        item("tea", 3, 20);
        item("cup", 4, 20);
        assertThat(changes()).containsExactly("cup=1:14.0");
    }

    private void item(String id, float x, long eventTime) throws Exception {
        item(id, x, eventTime, null, null, false);
    }

    private void item(String id, float x, long eventTime, Long from, Long until, boolean hidden) throws Exception {
        Item item = new Item(id, id, null, List.of(), new float[] {x, 0}, null, from, until, hidden, eventTime);
        operator.processElement1(new ItemArrival(id, item, null, eventTime, offset++), eventTime);
    }

    private void generation(long number, Object... itemsAndValues) throws Exception {
        List<String> items = Arrays.stream(itemsAndValues).filter(String.class::isInstance).map(String.class::cast)
                .toList();
        float[] embeddings = new float[2 * items.size()];
        for (int i = 0; i < items.size(); i++) {
            embeddings[2 * i] = ((Integer) itemsAndValues[2 * i + 1]);
        }
        SolveInput input = new SolveInput(items, new Float32Matrix(items.size(), 2, embeddings),
                SparseGraph.of(items.size(), new int[0], new int[0], new double[0]));
        SolveRequest request = new SolveRequest(number, 100 * number, List.of(), List.of(), 0);
        operator.processElement2(new GenerationWriter(store, "default", true).write(
                request, input, solution(number, items.size()), null, Map.of()), 0);
    }

    private static RecPcaSolution solution(long number, int items) {
        RecPcaSolution any = RecPca.solve(new Float32Matrix(1, 2, new float[] {1, 2}),
                SparseGraph.of(1, new int[0], new int[0], new double[0]),
                RecPcaOptions.defaults().withDimension(1).withFormulation(Formulation.PROJECTION, 0)
                        .withColumnScaling(ColumnScaling.NONE));
        Basis basis = new Basis(2, 1, new double[] {-10 * number, 0}, new double[] {1, 0}, false);
        return new RecPcaSolution(basis, new Float32Matrix(items, 1, new float[items]), any.eigenvalues(),
                any.objective(), any.varianceKept(), any.residual(), any.iterations(), any.products(),
                any.alignment());
    }

    private List<String> changes() {
        List<ItemVectorChange> all = operator.extractOutputValues();
        List<String> fresh = all.subList(told, all.size()).stream()
                .map(change -> change.isWithdrawal()
                        ? change.itemId() + " gone"
                        : change.itemId() + "=" + change.embedding().generation() + ":"
                                + change.embedding().vector()[0])
                .toList();
        told = all.size();
        return fresh;
    }

    @Override
    protected KeyedTwoInputStreamOperatorTestHarness<String, ItemArrival, Generation, ItemVectorChange> operator()
            throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(new ProjectItems(store, 2), List.of(ProjectItems.CURRENT)),
                ItemArrival::itemId, null, Types.STRING);
    }
}
