/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.util.List;
import org.tfllmer.schemas.Recommendations.Scored;

/** What a list of recommendations must satisfy. It may be empty. */
public final class RecommendationsRules implements Rules<Recommendations> {

    @Override
    public void check(Recommendations recommendations) throws MalformedRecordException {
        FieldRules.id("userId", recommendations.userId());
        FieldRules.atLeast(0, "generation", recommendations.generation());
        List<Scored> items = recommendations.items();
        for (int i = 0; i < items.size(); i++) {
            FieldRules.id("items[" + i + "].itemId", items.get(i).itemId());
        }
        FieldRules.id("bucket", recommendations.bucket());
        FieldRules.id("causeEventId", recommendations.causeEventId());
        FieldRules.time("causeTime", recommendations.causeTime());
        FieldRules.time("publishedAt", recommendations.publishedAt());
    }
}
