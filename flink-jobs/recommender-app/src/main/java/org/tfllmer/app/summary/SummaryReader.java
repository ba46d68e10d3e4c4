/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.summary;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.tfllmer.app.topics.KafkaConnection;
import org.tfllmer.app.topics.ReadTopic;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.ingest.AcceptInteractions;
import org.tfllmer.schemas.DeadLetterHeaders;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.Heartbeat;
import org.tfllmer.schemas.MalformedRecordException;
import org.tfllmer.schemas.Recommendations;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.wire.Codec;

/** Counts what is on the topics; to be called when the jobs have stopped, so that all they did is there. */
public final class SummaryReader {

    private final KafkaConnection kafka;
    private final JobConfig config;

    public SummaryReader(KafkaConnection kafka, JobConfig config) {
        this.kafka = kafka;
        this.config = config;
    }

    /** @param data name of the data set */
    public Summary read(String data, Summary.Seconds seconds) {
        Map<String, Long> deadLetters = deadLetters();
        Map<String, Long> counts = lastGraphCounts();
        QualitySoFar quality = quality();
        List<Summary.Answer> answers = answers();
        return new Summary(
                data,
                new Summary.Events(
                        interactions(),
                        counts.getOrDefault("accepted", 0L),
                        counts.getOrDefault("duplicates", 0L),
                        deadLetters.getOrDefault(AcceptInteractions.LATE, 0L)),
                deadLetters,
                new Summary.Graph(
                        counts.getOrDefault("users", 0L),
                        counts.getOrDefault("items", 0L),
                        counts.getOrDefault("edges", 0L)),
                generations(answers),
                lists(),
                quality.ofLists(),
                quality.ofPopular(),
                seconds,
                quality.bySource(),
                quality.byWindow(),
                answers);
    }

    private long interactions() {
        long[] count = new long[1];
        ReadTopic.committed(kafka, Topic.INTERACTIONS.name(), record -> {
            boolean heartbeat = record.value() == null && record.headers().lastHeader(Heartbeat.HEADER) != null;
            count[0] += heartbeat ? 0 : 1;
        });
        return count[0];
    }

    private Map<String, Long> deadLetters() {
        Map<String, Long> byReason = new TreeMap<>();
        ReadTopic.committed(kafka, Topic.DEAD_LETTERS, record -> byReason.merge(reason(record), 1L, Long::sum));
        return byReason;
    }

    private static String reason(ConsumerRecord<byte[], byte[]> deadLetter) {
        return new String(
                deadLetter.headers().lastHeader(DeadLetterHeaders.REASON).value(), StandardCharsets.UTF_8);
    }

    private Map<String, Long> lastGraphCounts() {
        Map<String, Long> counts = new TreeMap<>();
        read(Topic.GRAPH_SNAPSHOTS, (GraphSnapshot snapshot) -> counts.putAll(snapshot.counts()));
        return counts;
    }

    private List<Summary.Answer> answers() {
        Map<Long, Summary.Answer> byNumber = new TreeMap<>();
        read(Topic.GENERATIONS, (Generation generation) -> {
            if (generation.model().equals(config.model()) && generation.state() != GenerationState.PREPARED) {
                byNumber.put(generation.number(), new Summary.Answer(generation.number(),
                        generation.state().name().toLowerCase(Locale.ROOT), generation.boundary(),
                        generation.reason(), new TreeMap<>(generation.measures())));
            }
        });
        return List.copyOf(byNumber.values());
    }

    private static Summary.Generations generations(List<Summary.Answer> answers) {
        long committed = answers.stream().filter(Summary.Answer::isCommitted).count();
        return new Summary.Generations(committed, answers.size() - committed);
    }

    /** A list is published again after a failure; its cause says that it is the same. */
    private long lists() {
        Set<String> causes = new HashSet<>();
        read(Topic.RECOMMENDATIONS, (Recommendations list) -> causes.add(list.causeEventId()));
        return causes.size();
    }

    private QualitySoFar quality() {
        QualitySoFar quality = new QualitySoFar();
        read(Topic.EVALUATIONS, quality::add);
        return quality;
    }

    private <T> void read(Topic<T> topic, Consumer<T> reader) {
        Codec<T> codec = topic.codec(config.kafka().format(topic.name()));
        ReadTopic.committed(kafka, topic.name(), record -> {
            if (record.value() != null) {
                reader.accept(decode(topic, codec, record));
            }
        });
    }

    private static <T> T decode(Topic<T> topic, Codec<T> codec, ConsumerRecord<byte[], byte[]> record) {
        try {
            return codec.decode(record.value());
        } catch (MalformedRecordException fault) {
            throw new IllegalStateException(
                    "topic " + topic + ", partition " + record.partition() + ", offset " + record.offset() + ": "
                            + fault.getMessage(),
                    fault);
        }
    }
}
