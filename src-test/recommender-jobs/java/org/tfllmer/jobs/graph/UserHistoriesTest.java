/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tfllmer.graph.UserEvent;
import org.tfllmer.jobs.snapshots.SnapshotStore;

/** For how long histories are kept, and how snapshots hold them. */
class UserHistoriesTest extends PairingHarness {

    @Test
    void aUserWhoStaysAwayExpiresAndIsNewAgain() throws Exception {
        send("e1", "tea", 10);
        operator.processWatermark(1_000);
        operator.processWatermark(3 * DAY);
        send("e2", "cup", 4 * DAY);
        operator.processWatermark(5 * DAY);
        assertThat(pairs()).isEmpty();
        assertThat(counts()).extracting(IntervalCounts::users).containsExactly(1L, -1L, 1L);
    }

    @Test
    void whetherAUserExpiresDoesNotDependOnHowTheWatermarkComes() throws Exception {
        send("e1", "tea", 10);
        send("e2", "cup", 4 * DAY);
        operator.processWatermark(4 * DAY + 2_000);
        assertThat(pairs()).isEmpty();
        assertThat(counts()).extracting(IntervalCounts::users).containsExactly(1L, -1L, 1L);
    }

    @Test
    void historiesAreWrittenAsOfEachBoundaryAtWhichAnythingHappened() throws Exception {
        send("e1", "tea", 10);
        send("e2", "cup", 1_010);
        send("e3", "pot", 2_010);
        operator.processWatermark(2_999);
        assertThat(shards()).extracting(SnapshotShard::boundary).containsExactly(1_000L, 2_000L, 3_000L);
        assertThat(shards()).extracting(SnapshotShard::entries).containsExactly(1L, 2L, 3L);
        Map<String, List<UserEvent>> histories = new HashMap<>();
        HistoryShardReader.read(
                new SnapshotStore(folder.toUri().toString()).read(shards().get(1).file()), histories::put);
        assertThat(histories).isEqualTo(Map.of(
                "ann", List.of(new UserEvent("", "tea", 1, 10), new UserEvent("", "cup", 1, 1_010))));
    }
}
