/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.junit.jupiter.api.Test;
import org.tfllmer.schemas.RecommendationSource;
import org.tfllmer.schemas.Recommendations;

class RecommendInBatchesTest extends RecommendItemsHarness {

    @Test
    void aFullBatchIsAnsweredTogetherAndAsIfOneByOne() throws Exception {
        reopen(3);
        operator.processElement2(ServingUpdate.of(withBackbone(1)), 0);
        interact("ann", "e1", "tea", 10);
        interact("bob", "e2", "cup", 20);
        assertThat(operator.extractOutputValues()).isEmpty();
        interact("eve", "e3", "pot", 30);
        List<Recommendations> together = operator.extractOutputValues();
        reopen(1);
        operator.processElement2(ServingUpdate.of(withBackbone(1)), 0);
        interact("ann", "e1", "tea", 10);
        interact("bob", "e2", "cup", 20);
        interact("eve", "e3", "pot", 30);
        assertThat(together).hasSize(3);
        for (int at = 0; at < 3; at++) {
            Recommendations alone = operator.extractOutputValues().get(at);
            assertThat(together.get(at).userId()).isEqualTo(alone.userId());
            assertThat(items(together.get(at))).isEqualTo(items(alone));
        }
    }

    @Test
    void aBatchIsAnsweredBeforeWhateverMustNotOvertakeIt() throws Exception {
        reopen(9);
        trending();
        interact("ann", "e1", "tea", 10);
        interact("ann", "e2", "cup", 20);
        assertThat(lists()).containsExactly("e1");
        serve(1, Map.of("tea", new float[] {1, 0}, "jam", new float[] {1, 1}));
        assertThat(lists()).containsExactly("e1", "e2");
        assertThat(last().source()).isEqualTo(RecommendationSource.TRENDING);
        interact("ann", "e3", "tea", 30);
        operator.processBothWatermarks(new Watermark(30));
        assertThat(lists()).containsExactly("e1", "e2", "e3");
        interact("ann", "e4", "tea", 40);
        operator.prepareSnapshotPreBarrier(1);
        assertThat(lists()).endsWith("e4");
        interact("ann", "e5", "tea", 50);
        operator.setProcessingTime(operator.getProcessingTime() + WAIT.toMillis());
        assertThat(lists()).endsWith("e5");
    }

    private List<String> lists() {
        return operator.extractOutputValues().stream().map(Recommendations::causeEventId).toList();
    }
}
