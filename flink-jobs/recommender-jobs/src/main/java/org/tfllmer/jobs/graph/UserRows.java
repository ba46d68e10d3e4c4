/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ValueState;
import org.tfllmer.graph.PairingOptions;
import org.tfllmer.graph.UserHistory;
import org.tfllmer.jobs.state.WriteBackCache;

/**
 * Users' rows in keyed state; only the part that changed is written.
 *
 * @param deduplicationHorizon milliseconds; event ids of interactions older than the newest by more are not written
 */
record UserRows(
        PairingOptions options,
        long deduplicationHorizon,
        ValueState<UserHistory.Stored> history,
        ListState<UserArrival> waiting)
        implements WriteBackCache.Rows<String, UserRow> {

    @Override
    public UserRow read(String userId) throws Exception {
        UserHistory.Stored stored = history.value();
        return new UserRow(stored == null ? null : new UserHistory(options, stored), waiting.get());
    }

    @Override
    public void write(String userId, UserRow row) throws Exception {
        if (row.historyChanged()) {
            write(row.history());
        }
        if (row.waitingChanged()) {
            waiting.update(List.copyOf(row.waiting()));
        }
        row.written();
    }

    private void write(UserHistory user) throws Exception {
        if (user == null) {
            history.clear();
        } else {
            user.forgetEventIds(user.newestTime() - deduplicationHorizon);
            history.update(user.stored());
        }
    }

    @Override
    public int entries(UserRow row) {
        return row.entries();
    }
}
