/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.tfllmer.app.replay.ReplayProgress;
import org.tfllmer.app.summary.Quality;

/** Says how far the run is, every so often, as long as it moves. */
public final class ProgressLines implements AutoCloseable {

    private static final Duration ON_A_TERMINAL = Duration.ofSeconds(1);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final ReplayProgress replay;
    private final long lines;
    private final TopicWatch topics;
    private final PrintStream out;
    private final ScheduledExecutorService clock;
    private String last = "";

    /** @param lines how many interactions the data set has */
    public ProgressLines(ReplayProgress replay, long lines, TopicWatch topics, PrintStream out) {
        this.replay = replay;
        this.lines = lines;
        this.topics = topics;
        this.out = out;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        long every = (System.console() == null ? ELSEWHERE : ON_A_TERMINAL).toMillis();
        clock.scheduleAtFixedRate(this::print, every, every, TimeUnit.MILLISECONDS);
    }

    private void print() {
        String line = line();
        if (!line.equals(last)) {
            out.println(line);
            last = line;
        }
    }

    private String line() {
        if (replay.eventTime().isEmpty()) {
            return "starting the jobs";
        }
        Quality ours = topics.quality().ofLists();
        Quality popular = topics.quality().ofPopular();
        return String.format(
                Locale.ROOT,
                "%s  %,d of %,d interactions  generation %d  NDCG@10 %.4f, most popular %.4f%s",
                Instant.ofEpochMilli(replay.eventTime().getAsLong()), replay.lines(), lines, topics.generation(),
                ours.ndcg(), popular.ndcg(), waiting());
    }

    private String waiting() {
        return replay.awaitedBoundary().isEmpty()
                ? ""
                : "  solving " + Instant.ofEpochMilli(replay.awaitedBoundary().getAsLong());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
