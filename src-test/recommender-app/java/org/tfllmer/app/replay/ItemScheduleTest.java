/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.schemas.Item;

class ItemScheduleTest {

    @TempDir
    private Path folder;

    @Test
    void makesItemsOfTheCatalogueAndItsEmbeddings() throws Exception {
        ItemSchedule schedule = new ItemSchedule(TeaShop.in(folder, "ann,sencha,20", "ann,assam,30"));
        assertThat(schedule.dueBy(30_000)).containsExactly(
                item("sencha", "Green Sencha", null, List.of(), new float[] {3, 4}, 20_000),
                item("dust", "Nobody wants it", null, List.of(), new float[] {7, 8}, 20_000),
                item("assam", "Malty Assam", "For milk.", List.of("tea"), new float[] {1, 2}, 30_000));
    }

    @Test
    void tellsFromWhenAnItemIsAvailable() throws Exception {
        ItemSchedule schedule = new ItemSchedule(TeaShop.in(folder, "ann,assam,200"));
        float[] embedding = {5, 6};
        assertThat(schedule.dueBy(150_000)).containsExactly(
                new Item("kettle", "Kettle", null, List.of(), embedding, null, 150_000L, null, false, 150_000));
    }

    private static Item item(
            String id, String title, String text, List<String> categories, float[] embedding, long eventTime) {
        return new Item(id, title, text, categories, embedding, null, null, null, false, eventTime);
    }
}
