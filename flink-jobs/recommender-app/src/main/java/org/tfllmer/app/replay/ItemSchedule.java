/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.tfllmer.dataset.CatalogueItem;
import org.tfllmer.schemas.Item;
import org.tfllmer.tensors.FloatMatrix;

/**
 * When each item of a data set becomes known: when it becomes available, if the set says when; else with the first
 * interaction that names it; else at the start. So the catalogue never knows the future.
 */
final class ItemSchedule {

    private final List<CatalogueItem> items;
    private final FloatMatrix embeddings;
    private final List<Due> due;
    private int next;

    private record Due(int row, long eventTime) {}

    ItemSchedule(ReplayData data) {
        this.items = data.folder().items();
        this.embeddings = data.embeddings();
        this.due = IntStream.range(0, items.size())
                .mapToObj(row -> new Due(row, dueTime(items.get(row), data.timeline())))
                .sorted(Comparator.comparingLong(Due::eventTime)) // stable: of one moment in the order of the file
                .toList();
    }

    /** Those that became known up to {@code eventTime} since the last call. */
    List<Item> dueBy(long eventTime) {
        List<Item> known = new ArrayList<>();
        while (next < due.size() && due.get(next).eventTime() <= eventTime) {
            known.add(item(due.get(next++)));
        }
        return known;
    }

    private static long dueTime(CatalogueItem item, Timeline timeline) {
        return item.availableFromMillis()
                .orElseGet(() -> timeline.firstOfItem().getOrDefault(item.id(), timeline.first()));
    }

    private Item item(Due due) {
        CatalogueItem item = items.get(due.row());
        float[] embedding = new float[embeddings.columns()];
        embeddings.read(due.row(), 1, embedding);
        Long availableFrom = item.availableFromMillis().isPresent() ? due.eventTime() : null;
        return new Item(
                item.id(),
                item.title(),
                item.text().isEmpty() ? null : item.text(),
                item.categories(),
                embedding,
                null,
                availableFrom,
                null,
                false,
                due.eventTime());
    }
}
