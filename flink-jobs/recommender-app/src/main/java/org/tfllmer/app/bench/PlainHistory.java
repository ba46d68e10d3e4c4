/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.tfllmer.graph.Pairs;
import org.tfllmer.graph.UserEvent;
import org.tfllmer.graph.UserHistory;
import org.tfllmer.jobs.config.GraphOptions;
import org.tfllmer.jobs.graph.ArrivalFormat;
import org.tfllmer.jobs.graph.CoOccurrences;
import org.tfllmer.jobs.graph.HistoryFormat;
import org.tfllmer.jobs.graph.UserArrival;
import org.tfllmer.jobs.ingest.Waiting;
import org.tfllmer.jobs.state.PackedSerializer;
import org.tfllmer.schemas.Interaction;

/**
 * The plain way to keep users' histories in order and free of duplicates: a list of what waits, a timer for each
 * interaction, and the history as a value, each read and written in place. Keyed by user.
 */
final class PlainHistory extends KeyedProcessFunction<String, UserArrival, CoOccurrences> {

    private static final long serialVersionUID = 1L;

    private static final Comparator<UserArrival> EVENT_TIME_THEN_LOG =
            Comparator.comparingLong(UserArrival::eventTime).thenComparingLong(UserArrival::offset);

    private final GraphOptions options;
    private final long deduplicationHorizon;
    private transient ListState<UserArrival> waiting;
    private transient ValueState<UserHistory.Stored> history;

    /** @param deduplicationHorizon milliseconds */
    PlainHistory(GraphOptions options, long deduplicationHorizon) {
        this.options = options;
        this.deduplicationHorizon = deduplicationHorizon;
    }

    @Override
    public void open(OpenContext context) {
        waiting = getRuntimeContext()
                .getListState(new ListStateDescriptor<>("waiting", new PackedSerializer<>(new ArrivalFormat())));
        history = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("history", new PackedSerializer<>(new HistoryFormat())));
    }

    @Override
    public void processElement(UserArrival arrival, Context context, Collector<CoOccurrences> out) throws Exception {
        waiting.add(arrival);
        context.timerService().registerEventTimeTimer(arrival.eventTime());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<CoOccurrences> out) throws Exception {
        List<UserArrival> due = new ArrayList<>(Waiting.take(waiting, arrival -> arrival.eventTime() <= timestamp));
        due.sort(EVENT_TIME_THEN_LOG);
        UserHistory.Stored stored = history.value();
        UserHistory user = stored == null
                ? new UserHistory(options.pairing()) : new UserHistory(options.pairing(), stored);
        due.forEach(arrival -> take(user, arrival.interaction(), out));
        user.forgetEventIds(user.newestTime() - deduplicationHorizon);
        history.update(user.stored());
    }

    private void take(UserHistory user, Interaction interaction, Collector<CoOccurrences> out) {
        if (user.has(interaction.eventId(), interaction.eventTime() - deduplicationHorizon)) {
            return;
        }
        Pairs pairs = user.take(new UserEvent(interaction.eventId(), interaction.itemId(),
                options.typeWeights().of(interaction), interaction.eventTime()));
        user.trim(user.newestTime() - deduplicationHorizon);
        if (!pairs.isEmpty()) {
            out.collect(new CoOccurrences(pairs, interaction.eventTime()));
        }
    }
}
