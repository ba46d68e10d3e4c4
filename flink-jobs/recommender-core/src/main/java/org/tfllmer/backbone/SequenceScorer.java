/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.List;
import org.tfllmer.evaluation.NextItemCase;
import org.tfllmer.evaluation.Scorer;
import org.tfllmer.serving.BatchItemIndex;

/** Scores h·e of a trained model. Close it after use; the model stays open. */
public final class SequenceScorer implements Scorer, AutoCloseable {

    private final SequenceModel model;
    private final BatchItemIndex items;

    public SequenceScorer(SequenceModel model) {
        this.model = model;
        this.items = BatchItemIndex.of(model.itemVectors(), model.itemCount(), model.options().dimension());
    }

    @Override
    public int items() {
        return model.itemCount();
    }

    @Override
    public void score(List<NextItemCase> cases, float[] scores) {
        items.scores(model.encode(cases.stream().map(NextItemCase::history).toList()), cases.size(), scores);
    }

    @Override
    public void close() {
        items.close();
    }
}
