/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.topics;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until consumer groups have read topics to where they end. Flink commits offsets with each checkpoint, so what
 * was read is then in the state and in the output too. Not for topics written in transactions: a reader's offset stays
 * before the marker at their end.
 */
public final class ConsumedToEnd implements AutoCloseable {

    private static final long MILLISECONDS_BETWEEN_LOOKS = 200;

    private final Admin admin;

    public ConsumedToEnd(KafkaConnection kafka) {
        this.admin = Admin.create(kafka.settings(Map.of()));
    }

    /**
     * @param throwIfHopeless called again and again while waiting; what it throws ends the wait
     */
    public void await(String group, Collection<String> topics, Runnable throwIfHopeless)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = ends(topics);
        while (!hasCommitted(group, ends)) {
            throwIfHopeless.run();
            Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private Map<TopicPartition, Long> ends(Collection<String> topics) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        admin.describeTopics(topics).allTopicNames().get().forEach((topic, description) -> description.partitions()
                .forEach(partition ->
                        latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
                admin.listOffsets(latest).all().get().entrySet()) {
            ends.put(end.getKey(), end.getValue().offset());
        }
        return ends;
    }

    private boolean hasCommitted(String group, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed =
                admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
        return ends.entrySet().stream()
                .filter(end -> end.getValue() > 0)
                .allMatch(end -> committed.get(end.getKey()) != null
                        && committed.get(end.getKey()).offset() >= end.getValue());
    }
}
