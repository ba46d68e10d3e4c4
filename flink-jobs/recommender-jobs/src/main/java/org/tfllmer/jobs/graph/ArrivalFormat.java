/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.tfllmer.jobs.state.Packing;
import org.tfllmer.jobs.state.StateFormat;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;

/**
 * Version 1: user, event time, offset, and whether an interaction follows; of that the event, the item, the name of its
 * type, and 1 and the weight if it has one of its own.
 */
public final class ArrivalFormat implements StateFormat<UserArrival> {

    private static final long serialVersionUID = 1L;

    @Override
    public String what() {
        return "a waiting interaction";
    }

    @Override
    public void write(UserArrival arrival, DataOutputView out) throws IOException {
        Packing.writeText(arrival.userId(), out);
        Packing.writeNumber(arrival.eventTime(), out);
        Packing.writeNumber(arrival.offset(), out);
        out.writeBoolean(!arrival.isDeletion());
        if (!arrival.isDeletion()) {
            write(arrival.interaction(), out);
        }
    }

    private static void write(Interaction interaction, DataOutputView out) throws IOException {
        Packing.writeText(interaction.eventId(), out);
        Packing.writeText(interaction.itemId(), out);
        Packing.writeText(interaction.type().name(), out);
        out.writeBoolean(interaction.weight() != null);
        if (interaction.weight() != null) {
            out.writeDouble(interaction.weight());
        }
    }

    @Override
    public UserArrival read(byte version, DataInputView in) throws IOException {
        String userId = Packing.readText(in);
        long eventTime = Packing.readNumber(in);
        long offset = Packing.readNumber(in);
        Interaction interaction = in.readBoolean() ? readInteraction(userId, eventTime, in) : null;
        return new UserArrival(userId, interaction, eventTime, offset);
    }

    private static Interaction readInteraction(String userId, long eventTime, DataInputView in) throws IOException {
        return new Interaction(Packing.readText(in), userId, Packing.readText(in),
                InteractionType.valueOf(Packing.readText(in)), in.readBoolean() ? in.readDouble() : null, eventTime);
    }
}
