/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tfllmer.schemas.RecommendationSource;
import org.tfllmer.schemas.Recommendations;
import org.tfllmer.schemas.Recommendations.Scored;

class FirstListsTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private double seconds;
    private final FirstLists lists = new FirstLists(
            Map.of("assam", "Malty Assam", "kettle", "Kettle"),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            () -> ++seconds);

    @Test
    void remembersWhenTheFirstListCameAndTheFirstOfAGeneration() {
        lists.accept(list(0));
        assertThat(lists.first()).isNull();
        lists.accept(list(0, new Scored("kettle", 1, null)));
        lists.accept(list(0, new Scored("kettle", 1, null)));
        lists.accept(list(3, new Scored("kettle", 1, null)));
        lists.accept(list(4, new Scored("kettle", 1, null)));
        assertThat(lists.first()).isEqualTo(1);
        assertThat(lists.firstOfGeneration()).isEqualTo(2);
    }

    @Test
    void printsTitlesAndReasons() {
        lists.accept(list(1, new Scored("kettle", 0.5, "assam"), new Scored("unknown", 0.25, null)));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("user ann", "0.5000  Kettle   (because of Malty Assam)", "0.2500  unknown\n");
    }

    private static Recommendations list(long generation, Scored... items) {
        return new Recommendations(
                "ann", generation, List.of(items), RecommendationSource.SEMANTIC, "all", "e1", 10, 0);
    }
}
