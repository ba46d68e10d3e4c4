/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.topics;

import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.config.KafkaOptions;
import org.tfllmer.jobs.ingest.AcceptInteractions;
import org.tfllmer.jobs.ingest.AcceptedInteraction;
import org.tfllmer.jobs.ingest.InteractionArrival;
import org.tfllmer.jobs.ingest.ItemArrival;
import org.tfllmer.jobs.ingest.ReadInteractions;
import org.tfllmer.jobs.ingest.ReadItems;
import org.tfllmer.jobs.ingest.ReadUserDeletions;
import org.tfllmer.jobs.ingest.SortItemArrivals;
import org.tfllmer.jobs.ingest.SortUserRequests;
import org.tfllmer.jobs.ingest.UserRequest;
import org.tfllmer.schemas.CooccurrenceEdges;
import org.tfllmer.schemas.DeadLetter;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.topics.TopicCatalogue;

/**
 * The Kafka topics as one job sees them: sources and sinks with the formats, the delivery guarantee and the uids that
 * belong to each. Topics that are an account are written exactly once, so they are also read committed.
 */
public final class Topics {

    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(15);

    /** Bytes. A dead letter is a record of the usual largest size, 1 MiB, and its headers. */
    private static final int LARGEST_REQUEST = 2 << 20;

    private final String job;
    private final JobConfig config;
    private final KafkaOptions kafka;

    /** @param job names the consumer group and the transactions, so two jobs must not share it */
    public Topics(String job, JobConfig config) {
        this.job = job;
        this.config = config;
        this.kafka = config.kafka();
    }

    /** Interactions with event time and per-partition watermarks; malformed, future and late ones at the side. */
    public SingleOutputStreamOperator<AcceptedInteraction> interactions(StreamExecutionEnvironment env) {
        WatermarkStrategy<InteractionArrival> eventTime = WatermarkStrategy
                .<InteractionArrival>forBoundedOutOfOrderness(config.ingest().outOfOrderness())
                .withTimestampAssigner((arrival, kafkaTime) -> arrival.eventTime())
                .withIdleness(config.ingest().idleTimeout());
        DataStreamSource<InteractionArrival> arrivals = source(env, Topic.INTERACTIONS,
                new ReadInteractions(kafka.format(Topic.INTERACTIONS.name()), config.ingest().clockSkew()), eventTime);
        return arrivals
                .process(new AcceptInteractions(config.ingest().outOfOrderness()))
                .uid(AcceptInteractions.UID)
                .name(AcceptInteractions.UID)
                .setParallelism(arrivals.getParallelism()); // else a partition's records would be dealt round
    }

    /** Item versions and removals, with event time and per-partition watermarks; malformed ones at the side. */
    public SingleOutputStreamOperator<ItemArrival> items(StreamExecutionEnvironment env) {
        WatermarkStrategy<ItemArrival> eventTime = WatermarkStrategy
                .<ItemArrival>forBoundedOutOfOrderness(config.ingest().outOfOrderness())
                .withTimestampAssigner((arrival, kafkaTime) -> arrival.eventTime())
                .withIdleness(config.ingest().idleTimeout());
        DataStreamSource<ItemArrival> arrivals = source(env, Topic.ITEMS,
                new ReadItems(kafka.format(Topic.ITEMS.name()), config.embeddingDimension()), eventTime);
        return arrivals
                .process(new SortItemArrivals())
                .uid(SortItemArrivals.UID)
                .name(SortItemArrivals.UID)
                .setParallelism(arrivals.getParallelism());
    }

    /** Requests to forget users, which say nothing of event time; malformed and future ones at the side. */
    public SingleOutputStreamOperator<UserRequest> userDeletions(StreamExecutionEnvironment env) {
        WatermarkStrategy<UserRequest> outsideEventTime = WatermarkStrategy
                .<UserRequest>forGenerator(context -> new OutsideEventTime<>());
        DataStreamSource<UserRequest> requests = source(env, Topic.USER_DELETIONS,
                new ReadUserDeletions(kafka.format(Topic.USER_DELETIONS.name()), config.ingest().clockSkew()),
                outsideEventTime);
        return requests
                .process(new SortUserRequests())
                .uid(SortUserRequests.UID)
                .name(SortUserRequests.UID)
                .setParallelism(requests.getParallelism());
    }

    /** Graph snapshots; the watermark behind each is the one that its boundary stands for. */
    public DataStream<GraphSnapshot> graphSnapshots(StreamExecutionEnvironment env) {
        WatermarkStrategy<GraphSnapshot> eventTime = WatermarkStrategy
                .<GraphSnapshot>forBoundedOutOfOrderness(Duration.ZERO)
                .withTimestampAssigner((snapshot, kafkaTime) -> snapshot.boundary());
        return source(env, Topic.GRAPH_SNAPSHOTS, reading(Topic.GRAPH_SNAPSHOTS, GraphSnapshot.class), eventTime);
    }

    /** What is said of generations, all models' and states', in order. */
    public DataStream<Generation> generations(StreamExecutionEnvironment env) {
        return source(env, Topic.GENERATIONS, reading(Topic.GENERATIONS, Generation.class),
                WatermarkStrategy.noWatermarks());
    }

    /**
     * What is said of the generations of the configured model, in order: the last committed one is current. Event time
     * does not wait for them.
     */
    public DataStream<Generation> generationsOfModel(StreamExecutionEnvironment env) {
        String model = config.model();
        return source(env, Topic.GENERATIONS, reading(Topic.GENERATIONS, Generation.class),
                        WatermarkStrategy.forGenerator(context -> new OutsideEventTime<Generation>()))
                .filter(generation -> generation.model().equals(model))
                .uid("generations-of-model")
                .setParallelism(1);
    }

    /** Item vectors and withdrawals, each item's in order. */
    public DataStream<ItemVectorChange> itemVectors(StreamExecutionEnvironment env) {
        return source(env, Topic.ITEM_EMBEDDINGS, new ReadItemVectors(kafka.format(Topic.ITEM_EMBEDDINGS.name())),
                WatermarkStrategy.noWatermarks());
    }

    private <T> ReadRecords<T> reading(Topic<T> topic, Class<T> type) {
        return new ReadRecords<>(topic, kafka.format(topic.name()), type);
    }

    private <T> DataStreamSource<T> source(StreamExecutionEnvironment env, Topic<?> topic,
            KafkaRecordDeserializationSchema<T> schema, WatermarkStrategy<T> eventTime) {
        KafkaSource<T> source = KafkaSource.<T>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setProperties(kafka.clientProperties())
                .setTopics(topic.name())
                .setGroupId(job)
                .setProperty("isolation.level", "read_committed")
                .setProperty("client.id.prefix", job + "-" + topic.name())
                .setStartingOffsets(committedOrFromTheBeginning())
                .setDeserializer(schema)
                .build();
        DataStreamSource<T> stream = env.fromSource(source, eventTime, topic.name());
        stream.uid("source-" + topic.name());
        stream.setParallelism(Math.min(env.getParallelism(), partitions(topic.name())));
        return stream;
    }

    @SuppressWarnings("deprecation") // the connector asks for the class that the client has replaced
    private static OffsetsInitializer committedOrFromTheBeginning() {
        return OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
    }

    /** A reader without a partition would hold back event time until it counts as idle. */
    private static int partitions(String topic) {
        return TopicCatalogue.bundled().topic(topic).partitions();
    }

    /** Writes an account: each record exactly once, visible to readers of committed records after a checkpoint. */
    public <T> void publishExactlyOnce(DataStream<T> records, Topic<T> topic) {
        sink(records, topic.name(), new WriteRecords<>(topic, kafka.format(topic.name())),
                DeliveryGuarantee.EXACTLY_ONCE);
    }

    /** Writes item vectors and withdrawals exactly once, and those of one item in their order. */
    public void publishItemVectors(DataStream<ItemVectorChange> changes) {
        publishChanges(changes.keyBy(ItemVectorChange::itemId), Topic.ITEM_EMBEDDINGS, ItemVectorChange::itemId,
                ItemVectorChange::embedding);
    }

    /** Writes rows of the graph exactly once; a row without edges is removed. */
    public void publishEdges(DataStream<CooccurrenceEdges> rows) {
        publishChanges(rows, Topic.COOCCURRENCE_EDGES, CooccurrenceEdges::itemId,
                row -> row.neighbours().isEmpty() ? null : row);
    }

    private <C, T> void publishChanges(DataStream<C> changes, Topic<T> topic, WriteChanges.Part<C, String> key,
            WriteChanges.Part<C, T> record) {
        sink(changes, topic.name(), new WriteChanges<>(topic, kafka.format(topic.name()), key, record),
                DeliveryGuarantee.EXACTLY_ONCE);
    }

    /** Writes what must be fast: visible at once, and after a failure perhaps again. */
    public <T> void publishAtLeastOnce(DataStream<T> records, Topic<T> topic) {
        sink(records, topic.name(), new WriteRecords<>(topic, kafka.format(topic.name())),
                DeliveryGuarantee.AT_LEAST_ONCE);
    }

    public void publishDeadLetters(DataStream<DeadLetter> letters) {
        sink(letters, Topic.DEAD_LETTERS, new WriteDeadLetters(), DeliveryGuarantee.EXACTLY_ONCE);
    }

    private <T> void sink(DataStream<T> records, String topic, KafkaRecordSerializationSchema<T> schema,
            DeliveryGuarantee guarantee) {
        Properties producer = kafka.clientProperties();
        producer.putIfAbsent("transaction.timeout.ms", Long.toString(TRANSACTION_TIMEOUT.toMillis()));
        producer.putIfAbsent("compression.type", "lz4");
        producer.putIfAbsent("max.request.size", Integer.toString(LARGEST_REQUEST));
        KafkaSink<T> sink = KafkaSink.<T>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setKafkaProducerConfig(producer)
                .setRecordSerializer(schema)
                .setDeliveryGuarantee(guarantee)
                .setTransactionalIdPrefix(job + "-" + topic)
                .build();
        records.sinkTo(sink).uid("sink-" + topic).name(topic).setParallelism(partitionsToWrite(records, topic));
    }

    private static int partitionsToWrite(DataStream<?> records, String topic) {
        return Math.min(records.getExecutionEnvironment().getParallelism(), partitions(topic));
    }
}
