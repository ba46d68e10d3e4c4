/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.tfllmer.app.embedded.EmbeddedKafka;
import org.tfllmer.app.topics.CreateTopics;
import org.tfllmer.app.topics.KafkaConnection;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.topics.TopicCatalogue;

/**
 * The same interactions as JSON from a topic to a topic, at least once, with nothing done to them: what Kafka alone
 * costs, a broker in this process among it.
 */
final class KafkaPassThrough implements Contender, AutoCloseable {

    private static final String FROM = Topic.INTERACTIONS.name();
    private static final String TO = Topic.DEAD_LETTERS;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final TypeInformation<byte[]> BYTES = PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;

    private final GraphBenchOptions options;
    private final BenchCluster cluster;
    private final EmbeddedKafka kafka;

    private KafkaPassThrough(GraphBenchOptions options, BenchCluster cluster, EmbeddedKafka kafka) {
        this.options = options;
        this.cluster = cluster;
        this.kafka = kafka;
    }

    /** Starts a broker and fills the topic to read from. */
    static KafkaPassThrough prepare(GraphBenchOptions options, BenchCluster cluster) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.startInTemporaryFolder();
        KafkaConnection connection = new KafkaConnection(kafka.bootstrapServers(), Map.of());
        try (CreateTopics topics = new CreateTopics(connection, ANSWER_WITHIN)) {
            topics.createMissing(TopicCatalogue.bundled());
        }
        InteractionLog log = options.log();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                connection.settings(Map.of("linger.ms", 20)), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long place = 0; place < options.events(); place++) {
                producer.send(new ProducerRecord<>(FROM, json(log.at(place).interaction())));
            }
        }
        return new KafkaPassThrough(options, cluster, kafka);
    }

    private static byte[] json(Interaction interaction) {
        return ("{\"eventId\":\"" + interaction.eventId() + "\",\"userId\":\"" + interaction.userId()
                + "\",\"itemId\":\"" + interaction.itemId() + "\",\"type\":\"" + interaction.type().wireName()
                + "\",\"eventTime\":"
                + interaction.eventTime() + "}").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String label() {
        return "Kafka to Kafka";
    }

    @Override
    public Measurement run() throws Exception {
        return cluster.measure(label(), options.events(), this::build);
    }

    private void build(StreamExecutionEnvironment env) {
        KafkaSource<byte[]> source = KafkaSource.<byte[]>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setTopics(FROM)
                .setGroupId("bench")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setBounded(OffsetsInitializer.latest())
                .setValueOnlyDeserializer(new ReadAsIs())
                .build();
        KafkaSink<byte[]> sink = KafkaSink.<byte[]>builder()
                .setBootstrapServers(kafka.bootstrapServers())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(KafkaRecordSerializationSchema.<byte[]>builder()
                        .setTopic(TO)
                        .setValueSerializationSchema(new WriteAsIs())
                        .build())
                .setProperty("linger.ms", "20")
                .build();
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "from").uid("from")
                .map(new Started()).returns(BYTES).uid("started")
                .sinkTo(sink).uid("to");
    }

    @Override
    public void close() throws IOException {
        kafka.close();
    }

    private static final class ReadAsIs implements DeserializationSchema<byte[]> {

        private static final long serialVersionUID = 1L;

        @Override
        public byte[] deserialize(byte[] message) {
            return message;
        }

        @Override
        public boolean isEndOfStream(byte[] message) {
            return false;
        }

        @Override
        public TypeInformation<byte[]> getProducedType() {
            return BYTES;
        }
    }

    private static final class WriteAsIs implements SerializationSchema<byte[]> {

        private static final long serialVersionUID = 1L;

        @Override
        public byte[] serialize(byte[] message) {
            return message;
        }
    }

    private static final class Started extends RichMapFunction<byte[], byte[]> {

        private static final long serialVersionUID = 1L;

        @Override
        public void open(OpenContext context) {
            Tally.start();
        }

        @Override
        public byte[] map(byte[] message) {
            return message;
        }
    }
}
