/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.run;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tfllmer.app.embedded.EmbeddedFlink;
import org.tfllmer.app.embedded.EmbeddedKafka;
import org.tfllmer.app.embedded.JobFailedException;
import org.tfllmer.app.progress.FirstLists;
import org.tfllmer.app.progress.ProgressLines;
import org.tfllmer.app.progress.TopicWatch;
import org.tfllmer.app.replay.KafkaReplayOutput;
import org.tfllmer.app.replay.Replay;
import org.tfllmer.app.replay.ReplayData;
import org.tfllmer.app.replay.ReplayProgress;
import org.tfllmer.app.replay.ReplayTempo;
import org.tfllmer.app.replay.SentBefore;
import org.tfllmer.app.state.StateDirectory;
import org.tfllmer.app.summary.Summary;
import org.tfllmer.app.summary.SummaryJson;
import org.tfllmer.app.summary.SummaryReader;
import org.tfllmer.app.summary.SummaryTable;
import org.tfllmer.app.topics.CreateTopics;
import org.tfllmer.app.topics.KafkaConnection;
import org.tfllmer.app.topics.KafkaUnreachableException;
import org.tfllmer.dataset.DatasetFolder;
import org.tfllmer.dataset.ShopGenerator;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.schemas.topics.Topic;
import org.tfllmer.schemas.topics.TopicCatalogue;

/**
 * The whole pipeline in one process, fed from a data set. An {@link OrderlyStop} ends it early: jobs with savepoints,
 * then the summary.
 */
public final class RecommenderRun {

    private static final Duration KAFKA_ANSWERS_WITHIN = Duration.ofSeconds(20);
    private static final String SHOP = "shop";

    private final RunOptions options;
    private final PrintStream out;
    private final OrderlyStop stop;

    public RecommenderRun(RunOptions options, PrintStream out, OrderlyStop stop) {
        this.options = options;
        this.out = out;
        this.stop = stop;
    }

    /**
     * @throws IllegalArgumentException  if an option does not fit; the message names it
     * @throws KafkaUnreachableException if the broker of {@code --kafka} does not answer
     */
    public void run() throws Exception {
        try (StateDirectory state = options.stateDir().isPresent()
                ? StateDirectory.open(options.stateDir().get())
                : StateDirectory.temporary()) {
            Path log = Files.createDirectories(state.logs()).resolve("recommender.log");
            System.setProperty("log.file", log.toString()); // where log4j2.properties and Flink's page look
            out.println("Log       " + log);
            try {
                run(state, data(state));
            } catch (JobFailedException failure) {
                state.keep(); // the log says more
                throw failure;
            }
        }
    }

    private void run(StateDirectory state, ReplayData data) throws Exception {
        if (options.kafka().isPresent()) {
            run(state, data, options.kafka().get());
        } else {
            try (EmbeddedKafka kafka = EmbeddedKafka.startIn(state.kafka())) {
                run(state, data, kafka.bootstrapServers());
            }
        }
    }

    private ReplayData data(StateDirectory state) throws IOException {
        Path folder = options.data().isPresent() ? options.data().get() : generatedShop(state);
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("--data must be a folder, was " + folder);
        }
        state.belongTo(options.data().isPresent() ? folder.toRealPath().toString() : SHOP);
        ReplayData data = ReplayData.read(DatasetFolder.open(folder), options.embeddings());
        out.printf("Data      %s: %,d interactions, %,d items, embeddings of length %d%n", data.folder().name(),
                data.timeline().interactions(), data.folder().items().size(), data.embeddings().columns());
        return data;
    }

    private static Path generatedShop(StateDirectory state) throws IOException {
        Path folder = state.data().resolve(SHOP);
        new ShopGenerator(ShopGenerator.SEED).write(folder);
        return folder;
    }

    private void run(StateDirectory state, ReplayData data, String bootstrapServers) throws Exception {
        Logger log = LoggerFactory.getLogger(RecommenderRun.class);
        RunSettings settings = new RunSettings(bootstrapServers, state, data, options.settings());
        log.info("Options: {}", settings.shown());
        JobConfig config = settings.config();
        KafkaConnection kafka = new KafkaConnection(bootstrapServers, config.kafka().properties());
        try (CreateTopics topics = new CreateTopics(kafka, KAFKA_ANSWERS_WITHIN)) {
            topics.createMissing(TopicCatalogue.bundled());
        }
        out.println("Kafka     " + bootstrapServers);
        try (EmbeddedFlink flink = EmbeddedFlink.start(
                state.flink(), MainJobs.COUNT, options.parallelism(), options.webPort())) {
            out.println("Flink     " + flink.webAddress());
            out.printf("Learning  Rec-PCA%s every %s of event time%n",
                    config.commit() ? "" : " and " + config.fineTune().backbone().kind().text(),
                    config.graph().snapshotInterval());
            summarise(runJobs(flink, data, kafka, config), data, kafka, config);
        }
    }

    private FirstLists runJobs(EmbeddedFlink flink, ReplayData data, KafkaConnection kafka, JobConfig config)
            throws Exception {
        FirstLists firstLists = new FirstLists(data.titles(), out, RecommenderRun::secondsSinceStart);
        MainJobs jobs = new MainJobs();
        try (TopicWatch topics = new TopicWatch(kafka, config, firstLists, jobs::throwIfFailed)) {
            jobs.start(flink, config);
            stop.interruptThisThread();
            try {
                replay(data, kafka, config, topics);
                jobs.awaitConsumed(kafka);
                stayUnlessUntilEnd(jobs);
            } catch (InterruptedException | InterruptException stopped) {
                out.println("Stopping");
            }
            stop.letThisThreadFinish();
            jobs.stopWithSavepoints();
        }
        return firstLists;
    }

    private void replay(ReplayData data, KafkaConnection kafka, JobConfig config, TopicWatch topics)
            throws InterruptedException {
        ReplayProgress progress = new ReplayProgress();
        ReplayTempo tempo = new ReplayTempo(
                options.replaySpeed(), config.graph().snapshotInterval(), config.ingest().outOfOrderness(),
                config.ingest().idleTimeout());
        SentBefore sentBefore = SentBefore.read(kafka, config.kafka().format(Topic.INTERACTIONS.name()));
        try (KafkaReplayOutput output = new KafkaReplayOutput(kafka, config.kafka().format(Topic.ITEMS.name()),
                        config.kafka().format(Topic.INTERACTIONS.name()));
                ProgressLines lines = new ProgressLines(
                        progress, data.timeline().interactions(), topics, out)) {
            new Replay(data, tempo, sentBefore, output, topics, progress).run();
        }
    }

    private void stayUnlessUntilEnd(MainJobs jobs) throws InterruptedException {
        if (!options.untilEnd()) {
            out.println("All of the data is sent; the jobs stay up. Ctrl-C stops them and prints the summary.");
            while (true) {
                jobs.throwIfFailed();
                Thread.sleep(Duration.ofSeconds(1).toMillis());
            }
        }
    }

    private void summarise(FirstLists firstLists, ReplayData data, KafkaConnection kafka, JobConfig config)
            throws IOException {
        Summary summary = new SummaryReader(kafka, config).read(data.folder().name(), new Summary.Seconds(
                firstLists.first(), firstLists.firstOfGeneration(), secondsSinceStart()));
        out.println();
        out.print(SummaryTable.of(summary));
        if (options.json().isPresent()) {
            SummaryJson.write(summary, options.json().get());
        }
    }

    private static double secondsSinceStart() {
        return ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0;
    }
}
