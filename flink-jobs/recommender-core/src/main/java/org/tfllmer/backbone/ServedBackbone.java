/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.backbone;

import java.util.Optional;
import org.tfllmer.recpca.ReducedItems;

/** The backbone in service with its generation's item embeddings. */
public record ServedBackbone(BackboneFile backbone, ReducedItems items) {

    /** The weights over other item embeddings: δ stays with its item and is 0 for a new one; none of another shape. */
    Optional<BackboneWeights> over(Catalogue catalogue, BackboneOptions options) {
        if (!backbone.options().differencesTo(options).isEmpty()) {
            return Optional.empty();
        }
        int d = options.dimension();
        float[] before = backbone.arrays().get(BackboneWeights.ITEM_DELTA).values();
        float[] delta = new float[catalogue.size() * d];
        for (int item = 0; item < backbone.items().size(); item++) {
            int now = catalogue.indexOf(backbone.items().get(item));
            if (now >= 0) {
                System.arraycopy(before, item * d, delta, now * d, d);
            }
        }
        return Optional.of(new BackboneWeights(options, backbone.arrays())
                .withItems(catalogue.size(), catalogue.base(), delta));
    }
}
