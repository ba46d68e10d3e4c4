/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.tfllmer.graph.UserEvent;
import org.tfllmer.graph.UserHistory;
import org.tfllmer.jobs.state.Packing;
import org.tfllmer.jobs.state.StateFormat;

/**
 * Version 1: both times, then the base, then the log; each of these a count and its events. An event is the time since
 * the one before it, both ids, and 1 for a weight of 1, or 0 and the weight.
 */
public final class HistoryFormat implements StateFormat<UserHistory.Stored> {

    private static final long serialVersionUID = 1L;

    @Override
    public String what() {
        return "a user's history";
    }

    @Override
    public void write(UserHistory.Stored history, DataOutputView out) throws IOException {
        Packing.writeNumber(history.newestTime(), out);
        Packing.writeNumber(history.loggedSince(), out);
        write(history.base(), out);
        write(history.log(), out);
    }

    private static void write(List<UserEvent> events, DataOutputView out) throws IOException {
        Packing.writeNumber(events.size(), out);
        long before = 0;
        for (UserEvent event : events) {
            Packing.writeNumber(event.time() - before, out);
            before = event.time();
            Packing.writeText(event.eventId(), out);
            Packing.writeText(event.itemId(), out);
            out.writeBoolean(event.weight() == 1);
            if (event.weight() != 1) {
                out.writeDouble(event.weight());
            }
        }
    }

    @Override
    public UserHistory.Stored read(byte version, DataInputView in) throws IOException {
        return new UserHistory.Stored(
                Packing.readNumber(in), Packing.readNumber(in), readEvents(in), readEvents(in));
    }

    private static List<UserEvent> readEvents(DataInputView in) throws IOException {
        int count = Math.toIntExact(Packing.readNumber(in));
        List<UserEvent> events = new ArrayList<>(count);
        long time = 0;
        for (int i = 0; i < count; i++) {
            time += Packing.readNumber(in);
            String eventId = Packing.readText(in);
            String itemId = Packing.readText(in);
            events.add(new UserEvent(eventId, itemId, in.readBoolean() ? 1 : in.readDouble(), time));
        }
        return events;
    }
}
