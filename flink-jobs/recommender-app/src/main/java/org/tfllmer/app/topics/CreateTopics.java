/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.tfllmer.schemas.topics.TopicCatalogue;
import org.tfllmer.schemas.topics.TopicSettings;

/** Makes the topics that a broker lacks; those it has stay as they are. */
public final class CreateTopics implements AutoCloseable {

    private static final Duration LEADERS_WITHIN = Duration.ofSeconds(30);
    private static final long MILLISECONDS_BETWEEN_LOOKS = 10;

    private final String bootstrapServers;
    private final Admin admin;

    /** @param answerWithin how long a broker may take to answer before it counts as unreachable */
    public CreateTopics(KafkaConnection kafka, Duration answerWithin) {
        this.bootstrapServers = kafka.bootstrapServers();
        this.admin = Admin.create(kafka.settings(Map.of(
                "default.api.timeout.ms", (int) answerWithin.toMillis(),
                "request.timeout.ms", (int) answerWithin.toMillis())));
    }

    /**
     * Returns once a leader serves each partition of the topics. An idempotent producer that starts sooner can lose a
     * batch: its first one is refused, later ones in flight are taken, and the first is then out of sequence for ever.
     */
    public void createMissing(TopicCatalogue catalogue)
            throws KafkaUnreachableException, ExecutionException, InterruptedException {
        Set<String> present = present();
        List<NewTopic> missing = catalogue.topics().stream()
                .filter(topic -> !present.contains(topic.name()))
                .map(CreateTopics::newTopic)
                .toList();
        for (var creation : admin.createTopics(missing).values().values()) {
            try {
                creation.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) { // else another run made it meanwhile
                    throw e;
                }
            }
        }
        awaitLeaders(catalogue.topics().stream().map(TopicSettings::name).toList());
    }

    @Override
    public void close() {
        admin.close();
    }

    private static NewTopic newTopic(TopicSettings topic) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty())
                .configs(topic.kafkaConfig());
    }

    private Set<String> present() throws KafkaUnreachableException, ExecutionException, InterruptedException {
        try {
            return admin.listTopics().names().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException timeout) {
                throw new KafkaUnreachableException(bootstrapServers, timeout);
            }
            throw e;
        }
    }

    private void awaitLeaders(Collection<String> topics) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + LEADERS_WITHIN.toNanos();
        while (true) {
            try {
                admin.listOffsets(latestOffsets(topics)).all().get(); // only a leader answers
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RetriableException) || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
            }
        }
    }

    private Map<TopicPartition, OffsetSpec> latestOffsets(Collection<String> topics)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> offsets = new HashMap<>();
        for (TopicDescription topic : admin.describeTopics(topics).allTopicNames().get().values()) {
            topic.partitions().forEach(partition ->
                    offsets.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        }
        return offsets;
    }
}
