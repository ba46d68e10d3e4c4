/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.app.embedded.EmbeddedKafka;
import org.tfllmer.app.topics.CreateTopics;
import org.tfllmer.app.topics.KafkaConnection;
import org.tfllmer.dataset.DatasetFolder;
import org.tfllmer.dataset.LoggedInteraction;
import org.tfllmer.dataset.ShopGenerator;
import org.tfllmer.graph.BatchGraph;
import org.tfllmer.graph.Boundaries;
import org.tfllmer.graph.DirectedRow;
import org.tfllmer.graph.UserEvent;
import org.tfllmer.jobs.config.GraphOptions;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.schemas.CooccurrenceEdges;
import org.tfllmer.schemas.CooccurrenceEdges.Neighbour;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.Recommendations;
import org.tfllmer.schemas.Recommendations.Scored;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.topics.TopicCatalogue;

/** The launcher, as a process, on the generated shop and on a broker of this test's, which has some bad records too. */
class RecommendEndToEndITCase {

    private static final String TWICE = "{\"eventId\":\"twice\",\"userId\":\"zoe\",\"itemId\":\"ghost\","
            + "\"type\":\"view\",\"eventTime\":1780272000000}";

    /** Bad values, each with a word that its dead letter must say. */
    private static final Map<String, String> BAD_INTERACTIONS = Map.of(
            "this is not JSON", "record",
            TWICE.replace("\"itemId\":\"ghost\",", ""), "itemId",
            TWICE.replace("1780272000000", "\"noon\""), "eventTime",
            TWICE.replace("1780272000000", "99999999999999"), "eventTime",
            TWICE.replace("zoe", ""), "userId",
            TWICE.replace("view", "sniff"), "type");

    private static final Map<String, String> BAD_ITEMS = Map.of(
            "{\"itemId\":\"ghost\",\"title\":\"Ghost\",\"eventTime\":1,\"embedding\":[1,2,3]}", "embedding",
            "{\"itemId\":\"ghost\",\"title\":\"Ghost\",\"eventTime\":1,\"embedding\":[NaN]}", "record");

    /** By default; see the option {@code generations.retained}. */
    private static final int RETAINED = 5;

    @TempDir
    private static Path folder;

    private static EmbeddedKafka kafka;
    private static String output;
    private static JsonNode summary;

    @BeforeAll
    static void runTheWholePipeline() throws Exception {
        kafka = EmbeddedKafka.startIn(folder.resolve("kafka"));
        KafkaConnection connection = new KafkaConnection(kafka.bootstrapServers(), Map.of());
        try (CreateTopics topics = new CreateTopics(connection, Duration.ofSeconds(60))) {
            topics.createMissing(TopicCatalogue.bundled());
        }
        sendBadRecords();
        Path json = folder.resolve("summary.json");
        Path log = folder.resolve("output.txt");
        Process launcher = new ProcessBuilder(root().resolve("recommender").toString(), "run", "--until-end",
                "--kafka", kafka.bootstrapServers(), "--state-dir", folder.resolve("state").toString(),
                "--json", json.toString(), "-D", "graph.snapshot-interval=4 d",
                "-D", "graph.publish-interval=6 h")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = launcher.waitFor(15, TimeUnit.MINUTES);
        launcher.destroyForcibly();
        output = Files.readString(log);
        assertThat(ended).as(output).isTrue();
        assertThat(launcher.exitValue()).as(output).isZero();
        summary = new ObjectMapper().readTree(json.toFile());
    }

    @AfterAll
    static void stopKafka() throws Exception {
        kafka.close();
    }

    private static void sendBadRecords() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String value : BAD_INTERACTIONS.keySet()) {
                producer.send(record("interactions", value)).get();
            }
            for (String value : BAD_ITEMS.keySet()) {
                producer.send(record("items", value)).get();
            }
            producer.send(record("interactions", TWICE)).get();
            producer.send(record("interactions", TWICE)).get();
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String value) {
        return new ProducerRecord<>(topic, "zoe".getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private static Path root() {
        return Path.of("").toAbsolutePath().getParent().getParent();
    }

    @Test
    void everyInteractionIsAccountedFor() {
        JsonNode events = summary.get("events");
        long dead = BAD_INTERACTIONS.size();
        assertThat(events.get("duplicates").asLong()).isEqualTo(1);
        assertThat(events.get("late").asLong()).isZero();
        assertThat(events.get("accepted").asLong() + 1 + dead).isEqualTo(events.get("read").asLong());
    }

    @Test
    void theListsAreBetterThanTheMostPopularItems() {
        assertThat(summary.at("/recommender/hitRate").asDouble())
                .isGreaterThan(summary.at("/popular/hitRate").asDouble());
        assertThat(summary.at("/recommender/ndcg").asDouble()).isGreaterThan(summary.at("/popular/ndcg").asDouble());
        assertThat(output).contains("First recommendations after").contains("HR@10");
    }

    @Test
    void noListHasAnItemThatItsUserHadInteractedWith() throws Exception {
        Map<String, Set<String>> seen = new HashMap<>();
        Map<String, Set<String>> seenBy = new HashMap<>();
        for (LoggedInteraction line : shop()) {
            seen.computeIfAbsent(line.userId(), user -> new HashSet<>()).add(line.itemId());
            seenBy.put(line.eventId(), new HashSet<>(seen.get(line.userId())));
        }
        int full = 0;
        for (Recommendations list : TopicContent.values(kafka.bootstrapServers(), Topic.RECOMMENDATIONS)) {
            List<String> items = list.items().stream().map(Scored::itemId).toList();
            Set<String> had = seenBy.getOrDefault(list.causeEventId(), Set.of());
            assertThat(items).doesNotHaveDuplicates().noneMatch(had::contains);
            full += items.size() == 10 ? 1 : 0;
        }
        assertThat(full).isGreaterThan(60_000);
    }

    @Test
    void theGraphOnTheTopicIsTheBatchOracles() throws Exception {
        Map<String, DirectedRow> oracle = batchGraph();
        Map<String, CooccurrenceEdges> rows = new TreeMap<>();
        TopicContent.values(kafka.bootstrapServers(), Topic.COOCCURRENCE_EDGES)
                .forEach(row -> rows.put(row.itemId(), row));
        assertThat(rows.keySet()).isEqualTo(oracle.keySet());
        oracle.forEach((item, row) -> assertSame(rows.get(item), row));
    }

    /** By the options of the run, interval by interval. */
    private static Map<String, DirectedRow> batchGraph() throws Exception {
        GraphOptions options = JobConfig.of(Map.of("kafka.bootstrap-servers", "none", "snapshots.directory", "none",
                "items.embedding-dimension", "384", "graph.snapshot-interval", "4 d",
                "graph.publish-interval", "6 h")).graph();
        BatchGraph graph = new BatchGraph(options.pairing(), options.rules(), options.neighbours());
        Boundaries boundaries = new Boundaries(options.publishInterval().toMillis());
        long boundary = 0;
        for (LoggedInteraction line : shop()) {
            if (line.eventTimeMillis() >= boundary && boundary > 0) {
                graph.close(boundary);
            }
            boundary = boundaries.after(line.eventTimeMillis());
            graph.add(line.userId(), new UserEvent(line.eventId(), line.itemId(), 1, line.eventTimeMillis()));
        }
        graph.close(boundary);
        return graph.rows(boundary);
    }

    private static void assertSame(CooccurrenceEdges found, DirectedRow expected) {
        Map<String, Double> weights = new HashMap<>();
        for (Neighbour neighbour : found.neighbours()) {
            weights.put(neighbour.itemId(), neighbour.weight());
        }
        assertThat(weights).as("neighbours of %s", found.itemId())
                .containsOnlyKeys(Arrays.copyOf(expected.neighbours(), expected.size()));
        for (int i = 0; i < expected.size(); i++) {
            assertThat(weights.get(expected.neighbours()[i]))
                    .isCloseTo(expected.weight(i), within(1e-9 * expected.weight(i)));
        }
        assertThat(found.degree()).isCloseTo(expected.degree(), within(1e-9 * expected.degree()));
    }

    @Test
    void everyGenerationIsPreparedOnceAndAnsweredOnce() throws Exception {
        Map<Long, List<GenerationState>> said = new TreeMap<>();
        for (Generation generation : generations()) {
            said.computeIfAbsent(generation.number(), number -> new ArrayList<>()).add(generation.state());
        }
        assertThat(said).hasSizeGreaterThan(RETAINED);
        assertThat(said.values()).allSatisfy(states -> {
            assertThat(states).hasSize(2);
            assertThat(states.get(0)).isEqualTo(GenerationState.PREPARED);
            assertThat(states.get(1)).isNotEqualTo(GenerationState.PREPARED);
        });
        assertThat(committed()).hasSize(summary.at("/generations/committed").asInt());
        assertThat(said.size() - committed().size()).isEqualTo(summary.at("/generations/revoked").asInt());
    }

    @Test
    void theFilesOfTheGenerationsThatAreKeptAreThoseAnnounced() throws Exception {
        List<Generation> committed = committed();
        assertThat(committed).hasSizeGreaterThanOrEqualTo(RETAINED);
        assertThat(committed.get(committed.size() - 1).files()).extracting(SnapshotFile::role)
                .contains("backbone");
        for (Generation generation : committed.subList(committed.size() - RETAINED, committed.size())) {
            for (SnapshotFile file : generation.files()) {
                byte[] content = Files.readAllBytes(folder.resolve("state/snapshots").resolve(file.path()));
                assertThat(content).hasSize((int) file.bytes());
                assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content)))
                        .isEqualTo(file.sha256());
            }
        }
    }

    private static List<Generation> committed() throws Exception {
        return generations().stream()
                .filter(generation -> generation.state() == GenerationState.COMMITTED)
                .toList();
    }

    /** In the order in which they were announced; all of a model are in one partition. */
    private static List<Generation> generations() throws Exception {
        return TopicContent.values(kafka.bootstrapServers(), Topic.GENERATIONS);
    }

    @Test
    void badRecordsAreDeadLettersWithTheirBytesAndAReasonThatNamesTheField() {
        Map<String, String> expected = new HashMap<>(BAD_INTERACTIONS);
        expected.putAll(BAD_ITEMS);
        Map<String, String> found = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> letter :
                TopicContent.records(kafka.bootstrapServers(), Topic.DEAD_LETTERS)) {
            found.put(new String(letter.value(), UTF_8),
                    new String(letter.headers().lastHeader("dlq.detail").value(), UTF_8));
        }
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((value, field) -> assertThat(found.get(value)).as(value).contains(field));
    }

    private static List<LoggedInteraction> shop() throws Exception {
        Path shop = folder.resolve("shop");
        if (!Files.exists(shop)) {
            new ShopGenerator(ShopGenerator.SEED).write(shop);
        }
        try (Stream<LoggedInteraction> interactions = DatasetFolder.open(shop).interactions()) {
            return interactions.toList();
        }
    }
}
