/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.tensors.Float32Matrix;

/** Users go round a circle of items, so the next item can be learned. */
class FineTuningTest {

    private static final int ITEMS = 24;
    private static final int DIMENSION = 8;
    private static final long SINCE = 100;

    private final FineTuneOptions options = new FineTuneOptions(BackboneOptions.gru4Rec(DIMENSION),
            new TrainingOptions(16, 0, false, 0, 1, LossOptions.defaults(),
                    new OptimiserOptions(OptimiserOptions.Algorithm.ADAM, 0.02, 0, 0, 5), TrainingBounds.epochs(12)),
            "cpu", 0, 1, 40, 0.05);

    @Test
    void learnsFromTheStreamAndGoesOnFromWhatIsInService() {
        FineTuned first = fineTune(items(0), users(120, 0), null);
        assertThat(first.training()).isPresent();
        assertThat(first.quality().cases()).isEqualTo(40);
        assertThat(first.quality().candidateHitRate()).isGreaterThan(0.9);
        assertThat(first.quality().servedHitRate()).isLessThan(0.8);
        assertThat(first.worse(0.05)).isEmpty();

        FineTuned second = fineTune(items(0), users(120, 1), new ServedBackbone(first.backbone(), items(0)));
        assertThat(second.training().orElseThrow().loss()).isLessThan(first.training().orElseThrow().loss());
        assertThat(second.quality().servedHitRate()).isGreaterThan(0.9);
        assertThat(second.worse(0.05)).isEmpty();
    }

    @Test
    void usersWithoutNewsFillUpWhatTheLeastStepsAskFor() {
        List<UserSequence> users = new ArrayList<>();
        for (int user = 0; user < 500; user++) {
            users.add(new UserSequence(new String[] {"a", "b"}, new long[] {1, user < 10 ? SINCE : 2}));
        }
        FineTuneOptions steady = new FineTuneOptions(options.backbone(), options.training(), "cpu", 90, 1, 0, 0.05);
        assertThat(FineTuneSplit.of(users, SINCE, steady, 5).taught()).hasSize(90 * 16 / 12);
    }

    @Test
    void epochsAreRepeatedUntilThereWereEnoughSteps() {
        FineTuneOptions steady = new FineTuneOptions(options.backbone(), options.training(), "cpu", 50, 1, 0, 0.05);
        FineTuned tuned = new FineTuning(steady, ComputeDevice.cpu(), TrainingObserver.NONE)
                .run(items(0), users(20, 0), SINCE, null, 1);
        assertThat(tuned.training().orElseThrow().steps()).isEqualTo(50);
    }

    @Test
    void deltaStaysWithItsItemAndIsZeroForANewOne() {
        FineTuned before = fineTune(items(0), users(60, 0), null);
        ReducedItems later = withNewFirst(items(0));
        FineTuned after = fineTune(later, List.of(), new ServedBackbone(before.backbone(), items(0)));
        assertThat(after.training()).isEmpty();
        float[] delta = after.backbone().arrays().get(BackboneWeights.ITEM_DELTA).values();
        assertThat(Arrays.copyOf(delta, DIMENSION)).containsOnly(0);
        assertThat(Arrays.copyOfRange(delta, DIMENSION, delta.length))
                .isEqualTo(before.backbone().arrays().get(BackboneWeights.ITEM_DELTA).values());
    }

    @Test
    void nothingIsLearnedOfAnItemUntilSomebodyInteractsWithIt() {
        ReducedItems withNew = withNewFirst(items(0));
        FineTuned before = fineTune(withNew, users(60, 0), null);
        assertThat(delta(before, 0)).containsOnly(0);
        assertThat(delta(before, 1)).doesNotContain(0);

        List<UserSequence> users = new ArrayList<>(users(60, 1));
        users.add(new UserSequence(new String[] {"item1", "new", "item2"}, new long[] {SINCE, SINCE + 1, SINCE + 2}));
        FineTuned met = fineTune(withNew, users, new ServedBackbone(before.backbone(), withNew));
        assertThat(delta(met, 0)).doesNotContain(0);

        FineTuned later = fineTune(withNew, users(60, 2), new ServedBackbone(met.backbone(), withNew));
        assertThat(delta(later, 0)).as("the history that has it is forgotten").doesNotContain(0);
    }

    @Test
    void aCandidateThatRanksTheHeldOutItemsLaterIsAtFault() {
        FineTuned good = fineTune(items(0), users(200, 0), null);
        FineTuneOptions untaught = new FineTuneOptions(options.backbone(), options.training(), "cpu", 0, 0, 100, 0.05);
        ServedBackbone served = new ServedBackbone(good.backbone(), items(0));
        FineTuned spoilt = new FineTuning(untaught, ComputeDevice.cpu(), TrainingObserver.NONE)
                .run(items(0), users(200, 2), Long.MIN_VALUE, served, 1);
        HeldOutQuality lower = new HeldOutQuality(later(spoilt.quality().candidate()), spoilt.quality().served());
        FineTuned candidate =
                new FineTuned(spoilt.backbone(), spoilt.itemVectors(), spoilt.learnedShare(), spoilt.training(), lower);
        assertThat(candidate.worse(0.05).orElseThrow())
                .contains("100 held-out interactions", "worse by more than fine-tune.margin 0.05");
        assertThat(spoilt.worse(0.05)).isEmpty();
    }

    @Test
    void aCandidateThatIsNotFiniteIsAtFault() {
        FineTuned good = fineTune(items(0), users(40, 0), null);
        Map<String, Weight> arrays = new LinkedHashMap<>(good.backbone().arrays());
        String name = arrays.keySet().stream().filter(key -> key.startsWith("layers")).findFirst().orElseThrow();
        Weight weight = arrays.get(name);
        float[] spoilt = weight.values().clone();
        spoilt[0] = Float.NaN;
        arrays.put(name, new Weight(weight.shape(), spoilt));
        FineTuned candidate = new FineTuned(new BackboneFile(good.backbone().items(), good.backbone().options(),
                arrays), good.itemVectors(), good.learnedShare(), good.training(), good.quality());
        assertThat(candidate.notFinite()).contains(name + " has a value that is not finite");
    }

    @Test
    void anItemWithoutADirectionIsLeftOut() {
        float[] values = items(0).vectors().values().clone();
        Arrays.fill(values, 0, DIMENSION, 0);
        ReducedItems some = new ReducedItems(items(0).items(), new Float32Matrix(ITEMS, DIMENSION, values));
        assertThat(fineTune(some, users(40, 0), null).backbone().items())
                .isEqualTo(items(0).items().subList(1, ITEMS));
        ReducedItems none = new ReducedItems(items(0).items(),
                new Float32Matrix(ITEMS, DIMENSION, new float[ITEMS * DIMENSION]));
        assertThatThrownBy(() -> fineTune(none, users(40, 0), null))
                .isInstanceOf(ArithmeticException.class).hasMessage("no item embedding has a direction");
    }

    @Test
    void holdsOutTheLastInteractionOfSomeUsersWithNewsAndTakesSomeWithoutNews() {
        List<UserSequence> users = new ArrayList<>();
        for (int user = 0; user < 10; user++) {
            users.add(new UserSequence(new String[] {"a" + user, "b", "c" + user}, new long[] {1, 2, SINCE}));
            users.add(new UserSequence(new String[] {"old", "x"}, new long[] {1, SINCE - 1}));
            users.add(new UserSequence(new String[] {"only"}, new long[] {SINCE}));
        }
        FineTuneOptions half = new FineTuneOptions(options.backbone(), options.training(), "cpu", 0, 0.3, 4, 0.05);
        FineTuneSplit split = FineTuneSplit.of(users, SINCE, half, 5);
        assertThat(split.judged()).hasSize(4).allSatisfy(items -> assertThat(items).hasSize(3));
        assertThat(split.taught()).filteredOn(items -> items[0].equals("old")).hasSize(3);
        assertThat(split.taught()).filteredOn(items -> items[0].startsWith("a") && items.length == 2).hasSize(4);
        assertThat(split.taught()).filteredOn(items -> items[0].startsWith("a") && items.length == 3).hasSize(6);
        assertThat(split.taught()).hasSize(13);
    }

    @Test
    void worseIsWhatNeitherTheMarginNorChanceExplains() {
        int[] good = IntStream.generate(() -> 1).limit(50).toArray();
        int[] fair = IntStream.generate(() -> 2).limit(50).toArray();
        assertThat(new HeldOutQuality(fair, good).isWorseBy(0.05)).isTrue();
        assertThat(new HeldOutQuality(fair, good).isWorseBy(0.5)).isFalse();
        assertThat(new HeldOutQuality(good, fair).isWorseBy(0)).isFalse();
        int[] oneMiss = good.clone();
        oneMiss[7] = 0;
        assertThat(new HeldOutQuality(oneMiss, good).isWorseBy(0.01)).isFalse();
        assertThat(new HeldOutQuality(new int[1], new int[] {1}).isWorseBy(0)).isFalse();
    }

    private FineTuned fineTune(ReducedItems items, List<UserSequence> users, ServedBackbone served) {
        return new FineTuning(options, ComputeDevice.cpu(), TrainingObserver.NONE)
                .run(items, users, SINCE, served, 1);
    }

    private static float[] delta(FineTuned tuned, int item) {
        float[] all = tuned.backbone().arrays().get(BackboneWeights.ITEM_DELTA).values();
        return Arrays.copyOfRange(all, item * DIMENSION, (item + 1) * DIMENSION);
    }

    private static int[] later(int[] ranks) {
        return Arrays.stream(ranks).map(rank -> rank > 0 ? 10 : 0).toArray();
    }

    private static ReducedItems items(int seed) {
        Random random = new Random(seed);
        float[] values = new float[ITEMS * DIMENSION];
        for (int at = 0; at < values.length; at++) {
            values[at] = (float) random.nextGaussian();
        }
        return new ReducedItems(IntStream.range(0, ITEMS).mapToObj(item -> "item" + item).toList(),
                new Float32Matrix(ITEMS, DIMENSION, values));
    }

    private static ReducedItems withNewFirst(ReducedItems items) {
        List<String> names = new ArrayList<>(List.of("new"));
        names.addAll(items.items());
        float[] values = new float[(ITEMS + 1) * DIMENSION];
        Arrays.fill(values, 0, DIMENSION, 1);
        System.arraycopy(items.vectors().values(), 0, values, DIMENSION, ITEMS * DIMENSION);
        return new ReducedItems(names, new Float32Matrix(ITEMS + 1, DIMENSION, values));
    }

    private static List<UserSequence> users(int count, int seed) {
        Random random = new Random(seed);
        List<UserSequence> users = new ArrayList<>();
        for (int user = 0; user < count; user++) {
            int start = random.nextInt(ITEMS);
            int length = 3 + random.nextInt(6);
            users.add(new UserSequence(
                    IntStream.range(start, start + length).mapToObj(item -> "item" + item % ITEMS)
                            .toArray(String[]::new),
                    IntStream.range(0, length).mapToLong(at -> SINCE + at).toArray()));
        }
        return users;
    }
}
