/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tfllmer.evaluation.NextItemCase;
import org.tfllmer.evaluation.NextItemCheck;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.tensors.Float32Matrix;

/**
 * Takes a backbone to a new generation of item embeddings: starts at the weights and the δ in service, learns from what
 * is new and some of what is old, and is judged on interactions that neither side was trained on.
 *
 * <p>The stable basis makes this sound: an item's new z is near its last one, so its δ still fits.
 */
public final class FineTuning {

    /** Length of the lists that judge. */
    public static final int CUTOFF = NextItemCheck.CUTOFF;

    private final FineTuneOptions options;
    private final ComputeDevice device;
    private final TrainingObserver observer;

    public FineTuning(FineTuneOptions options, ComputeDevice device, TrainingObserver observer) {
        this.options = options;
        this.device = device;
        this.observer = observer;
    }

    /**
     * @param since  milliseconds since 1970 UTC; interactions before it are no news
     * @param served what is in service; null where that is no backbone: the candidate is then judged beside the item
     *     embeddings alone, see {@link NextItemCheck}
     * @param seed   decides everything that is drawn
     * @throws ArithmeticException if no item has a direction, or the loss is no finite number
     */
    public FineTuned run(
            ReducedItems projected, List<UserSequence> users, long since, ServedBackbone served, long seed) {
        Catalogue catalogue = Catalogue.of(projected);
        if (catalogue.size() == 0) {
            throw new ArithmeticException("no item embedding has a direction");
        }
        FineTuneSplit split = FineTuneSplit.of(users, since, options, seed);
        try (SequenceModel model = start(catalogue, served, seed)) {
            ColdItems cold = ColdItems.of(model, histories(users, catalogue));
            Optional<TrainingResult> training = train(model, sequences(split, catalogue), seed);
            cold.forgetIn(model);
            BackboneWeights weights = model.weights();
            return new FineTuned(BackboneFile.of(catalogue.items(), weights), model.itemVectors(),
                    weights.learnedShare(), training,
                    quality(model, catalogue, split.judged(), served));
        }
    }

    private SequenceModel start(Catalogue catalogue, ServedBackbone served, long seed) {
        BackboneOptions shape = options.backbone();
        Optional<BackboneWeights> carried =
                Optional.ofNullable(served).flatMap(before -> before.over(catalogue, shape));
        return carried.isPresent()
                ? SequenceModel.load(shape, carried.get(), device)
                : SequenceModel.ofItems(shape, catalogue.size(), catalogue.base(), seed, device);
    }

    private static List<int[]> histories(List<UserSequence> users, Catalogue catalogue) {
        return users.stream().map(user -> catalogue.indicesOf(user.items(), user.items().length)).toList();
    }

    private static List<int[]> sequences(FineTuneSplit split, Catalogue catalogue) {
        return split.taught().stream()
                .map(items -> catalogue.indicesOf(items, items.length))
                .filter(items -> items.length > 1)
                .toList();
    }

    private Optional<TrainingResult> train(SequenceModel model, List<int[]> sequences, long seed) {
        if (sequences.isEmpty()) {
            return Optional.empty();
        }
        TrainingOptions training = options.training()
                .withSeed(options.training().seed() + seed)
                .withEpochs(options.epochs(sequences.size()));
        return Optional.of(new Trainer(model, training, System::nanoTime).train(sequences, observer));
    }

    private HeldOutQuality quality(
            SequenceModel model, Catalogue catalogue, List<String[]> judged, ServedBackbone served) {
        List<NextItemCase> cases = new ArrayList<>();
        if (served == null) {
            judged.forEach(items -> addCase(items, catalogue, cases));
            int d = model.options().dimension();
            return new HeldOutQuality(NextItemRanking.ranks(model, cases, CUTOFF), new NextItemCheck(cases)
                    .ranks(new Float32Matrix(catalogue.size(), d, catalogue.base())));
        }
        Catalogue before = Catalogue.of(served.backbone().items());
        List<NextItemCase> casesBefore = new ArrayList<>();
        for (String[] items : judged) {
            if (isKnown(items, catalogue) && isKnown(items, before)) {
                addCase(items, catalogue, cases);
                addCase(items, before, casesBefore);
            }
        }
        try (SequenceModel inService = SequenceModel.load(
                served.backbone().options(), served.backbone().weights(served.items()), device)) {
            return new HeldOutQuality(NextItemRanking.ranks(model, cases, CUTOFF),
                    NextItemRanking.ranks(inService, casesBefore, CUTOFF));
        }
    }

    /** Whether the held-out item and one before it are in a catalogue. */
    private static boolean isKnown(String[] items, Catalogue catalogue) {
        return catalogue.indexOf(items[items.length - 1]) >= 0
                && Arrays.stream(items, 0, items.length - 1).anyMatch(item -> catalogue.indexOf(item) >= 0);
    }

    private static void addCase(String[] items, Catalogue catalogue, List<NextItemCase> cases) {
        if (isKnown(items, catalogue)) {
            int last = items.length - 1;
            cases.add(new NextItemCase(catalogue.indicesOf(items, last), catalogue.indexOf(items[last])));
        }
    }
}
