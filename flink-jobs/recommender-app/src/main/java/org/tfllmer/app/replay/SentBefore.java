/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.tfllmer.app.topics.KafkaConnection;
import org.tfllmer.app.topics.ReadTopic;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.MalformedRecordException;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.WireFormat;

/**
 * What earlier replays of a data set have sent. Partitions of a topic are written side by side, so a run that was
 * killed may have sent a line and not the one before; the topics themselves say which.
 *
 * @param eventIds ids of interactions that are on their topic
 * @param itemIds  ids of items that are on theirs
 */
public record SentBefore(Set<String> eventIds, Set<String> itemIds) {

    public static SentBefore nothing() {
        return new SentBefore(Set.of(), Set.of());
    }

    /** Reads both topics whole. */
    public static SentBefore read(KafkaConnection kafka, WireFormat interactionFormat) {
        Set<String> eventIds = new HashSet<>();
        Codec<Interaction> codec = Topic.INTERACTIONS.codec(interactionFormat);
        ReadTopic.committed(kafka, Topic.INTERACTIONS.name(), record -> {
            if (record.value() != null) {
                addEventId(codec, record.value(), eventIds);
            }
        });
        Set<String> itemIds = new HashSet<>();
        ReadTopic.committed(kafka, Topic.ITEMS.name(), record -> {
            if (record.value() != null && record.key() != null) {
                itemIds.add(new String(record.key(), StandardCharsets.UTF_8));
            }
        });
        return new SentBefore(eventIds, itemIds);
    }

    private static void addEventId(Codec<Interaction> codec, byte[] value, Set<String> eventIds) {
        try {
            eventIds.add(codec.decode(value).eventId());
        } catch (MalformedRecordException e) {
            // Not one of ours: a replay sends none that cannot be read.
        }
    }
}
