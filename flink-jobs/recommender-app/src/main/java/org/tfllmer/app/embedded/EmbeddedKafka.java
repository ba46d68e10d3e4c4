/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.TransactionVersion;

/**
 * One Kafka node in this process, broker and KRaft controller at once, on free ports of the loopback interface.
 * It serves transactions. A folder used again, after a stop or a kill, still has its topics, records and offsets.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final Path temporaryFolder;

    private EmbeddedKafka(KafkaRaftServer server, String bootstrapServers, Path temporaryFolder) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
        this.temporaryFolder = temporaryFolder;
    }

    /** Starts on {@code folder}, which is made if it is missing and stays when this is closed. */
    public static EmbeddedKafka startIn(Path folder) throws IOException {
        return start(folder, null);
    }

    /** Starts on a new folder that {@link #close} removes. */
    public static EmbeddedKafka startInTemporaryFolder() throws IOException {
        Path folder = Files.createTempDirectory("recommender-kafka");
        return start(folder, folder);
    }

    private static EmbeddedKafka start(Path folder, Path temporaryFolder) throws IOException {
        Ports ports = Ports.free();
        KafkaConfig config = new KafkaConfig(settings(folder, ports), false);
        format(folder, config);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        return new EmbeddedKafka(server, HOST + ":" + ports.broker(), temporaryFolder);
    }

    /** {@code host:port}, as clients want it. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() throws IOException {
        server.shutdown();
        server.awaitShutdown();
        if (temporaryFolder != null) {
            FileUtils.deleteDirectory(temporaryFolder.toFile());
        }
    }

    private static Map<String, String> settings(Path folder, Ports ports) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("listeners", "PLAINTEXT://" + HOST + ":" + ports.broker()
                        + ",CONTROLLER://" + HOST + ":" + ports.controller()),
                Map.entry("advertised.listeners", "PLAINTEXT://" + HOST + ":" + ports.broker()),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("controller.quorum.voters", "1@" + HOST + ":" + ports.controller()),
                Map.entry("log.dirs", folder.resolve("data").toString()),
                // A single node can hold one replica of each internal topic.
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                // Flink asks for transactions that outlive long checkpoints and restarts.
                Map.entry("transaction.max.timeout.ms", "7200000"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // A misspelt topic must fail, not appear.
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
                Map.entry("log.index.size.max.bytes", "1048576"));
    }

    /** Does what {@code kafka-storage.sh format} does; leaves a formatted folder as it is. */
    private static void format(Path folder, KafkaConfig config) throws IOException {
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setClusterId(clusterId(folder))
                    .setNodeId(config.nodeId())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(config.metadataLogDir())
                    .setDirectories(config.logDirs())
                    // The second version moves a producer's epoch with each commit. A restored sink commits once more
                    // what its savepoint lists, and would take the moved epoch for a lost transaction.
                    .setFeatureLevel(TransactionVersion.FEATURE_NAME, TransactionVersion.TV_1.featureLevel())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot format the Kafka folder " + folder, e);
        }
    }

    private static String clusterId(Path folder) throws IOException {
        Path file = folder.resolve("cluster.id");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Files.writeString(file, Uuid.randomUuid().toString());
        }
        return Files.readString(file);
    }

    private record Ports(int broker, int controller) {

        static Ports free() throws IOException {
            InetAddress loopback = InetAddress.getByName(HOST);
            try (ServerSocket broker = new ServerSocket(0, 1, loopback);
                    ServerSocket controller = new ServerSocket(0, 1, loopback)) {
                return new Ports(broker.getLocalPort(), controller.getLocalPort());
            }
        }
    }
}
