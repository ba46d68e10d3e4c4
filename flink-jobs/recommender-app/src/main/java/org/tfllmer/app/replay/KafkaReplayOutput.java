/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.tfllmer.app.topics.KafkaConnection;
import org.tfllmer.schemas.Heartbeat;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.Item;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.WireFormat;

/**
 * Sends to the topics of interactions and items; idempotent, so retries neither repeat nor reorder. A send that failed
 * for good is thrown by the next call.
 */
public final class KafkaReplayOutput implements ReplayOutput, AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final Codec<Item> itemCodec;
    private final Codec<Interaction> interactionCodec;
    private volatile Exception failure;

    public KafkaReplayOutput(KafkaConnection kafka, WireFormat itemFormat, WireFormat interactionFormat) {
        this.itemCodec = Topic.ITEMS.codec(itemFormat);
        this.interactionCodec = Topic.INTERACTIONS.codec(interactionFormat);
        this.producer = new KafkaProducer<>(
                kafka.settings(Map.of(
                        "acks", "all", "enable.idempotence", "true", "linger.ms", "5", "compression.type", "lz4")),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void item(Item item) {
        send(new ProducerRecord<>(Topic.ITEMS.name(), bytes(Topic.ITEMS.key(item)), itemCodec.encode(item)));
    }

    @Override
    public void interaction(Interaction interaction) {
        send(new ProducerRecord<>(
                Topic.INTERACTIONS.name(),
                bytes(Topic.INTERACTIONS.key(interaction)),
                interactionCodec.encode(interaction)));
    }

    @Override
    public void heartbeat(long eventTime) {
        Heartbeat heartbeat = new Heartbeat(eventTime);
        sendToEachPartition(Topic.INTERACTIONS.name(), heartbeat, partition -> null);
        sendToEachPartition(Topic.ITEMS.name(), heartbeat, partition -> bytes(Heartbeat.itemsKey(partition)));
        producer.flush();
        throwFailure();
    }

    private void sendToEachPartition(String topic, Heartbeat heartbeat, IntFunction<byte[]> key) {
        List<Header> header = List.of(new RecordHeader(Heartbeat.HEADER, heartbeat.headerValue()));
        producer.partitionsFor(topic).forEach(partition -> send(
                new ProducerRecord<>(topic, partition.partition(), key.apply(partition.partition()), null, header)));
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        throwFailure();
        producer.send(record, this::sent);
    }

    private void sent(RecordMetadata where, Exception thisFailure) {
        if (thisFailure != null && failure == null) {
            failure = thisFailure;
        }
    }

    private void throwFailure() {
        if (failure != null) {
            throw new KafkaException("the replay could not send a record", failure);
        }
    }

    private static byte[] bytes(String key) {
        return key.getBytes(UTF_8);
    }
}
