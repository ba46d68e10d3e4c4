/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tfllmer.backbone.BackboneFile;
import org.tfllmer.backbone.ComputeDevice;
import org.tfllmer.backbone.SequenceModel;
import org.tfllmer.recpca.ReducedItems;

/** Users' sequence vectors h by the generation's backbone, many at once. Holds native memory until closed. */
final class SequenceEncoder implements AutoCloseable {

    private final SequenceModel model;
    private final Map<String, Integer> index = new HashMap<>();

    private SequenceEncoder(SequenceModel model, List<String> items) {
        this.model = model;
        items.forEach(item -> index.put(item, index.size()));
    }

    static SequenceEncoder of(BackboneFile backbone, ReducedItems projected) {
        return new SequenceEncoder(
                SequenceModel.load(backbone.options(), backbone.weights(projected), ComputeDevice.cpu()),
                backbone.items());
    }

    /** For each query its h, or null where the backbone knows none of the items. */
    List<float[]> encode(List<ListQuery> queries) {
        float[][] encoded = new float[queries.size()][];
        List<int[]> histories = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at < encoded.length; at++) {
            int[] history = known(queries.get(at));
            if (history.length > 0) {
                histories.add(history);
                places.add(at);
            }
        }
        int d = model.options().dimension();
        float[] rows = model.encode(histories);
        for (int row = 0; row < histories.size(); row++) {
            encoded[places.get(row)] = Arrays.copyOfRange(rows, row * d, (row + 1) * d);
        }
        return Arrays.asList(encoded);
    }

    private int[] known(ListQuery query) {
        return Arrays.stream(query.last(model.options().maxLength()))
                .mapToInt(item -> index.getOrDefault(item, -1))
                .filter(item -> item >= 0)
                .toArray();
    }

    @Override
    public void close() {
        model.close();
    }
}
