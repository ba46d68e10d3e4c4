/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.Item;

class ReplayTest {

    /** Boundaries at multiples of 100 s, watermarks 10 s behind. */
    private static final Duration INTERVAL = Duration.ofSeconds(100);

    private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(10);

    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final Script script = new Script();
    private final ReplayProgress progress = new ReplayProgress();

    @Test
    void sendsAnItemJustBeforeTheFirstInteractionThatNamesIt() throws Exception {
        replay("max", SentBefore.nothing(), "ann,assam,20", "bob,sencha,30", "ann,sencha,40");
        assertThat(script.lines)
                .startsWith(
                        "item assam at 20",
                        "item dust at 20",
                        "tea-shop-2 at 20",
                        "item sencha at 30",
                        "tea-shop-3 at 30",
                        "tea-shop-4 at 40");
    }

    @Test
    void sendsAnItemWhenItBecomesAvailableThoughNobodyWantsItYet() throws Exception {
        replay("max", SentBefore.nothing(), "ann,assam,20", "bob,assam,160", "bob,kettle,170");
        assertThat(script.lines).containsSubsequence("tea-shop-2 at 20", "item kettle at 150", "tea-shop-3 at 160");
        assertThat(script.lines).filteredOn(line -> line.contains("kettle")).hasSize(1);
    }

    @Test
    void waitsForTheGenerationOfABoundaryBeforeAnInteractionPassesIt() throws Exception {
        replay("max", SentBefore.nothing(), "ann,assam,20", "bob,assam,109", "bob,sencha,110", "ann,sencha,350");
        assertThat(script.lines)
                .filteredOn(line -> !line.startsWith("item"))
                .containsExactly(
                        "tea-shop-2 at 20",
                        "tea-shop-3 at 109",
                        "heartbeat at 110",
                        "wait for 100",
                        "tea-shop-4 at 110",
                        "heartbeat at 210",
                        "wait for 200",
                        "tea-shop-5 at 350",
                        "heartbeat at 410",
                        "wait for 400");
    }

    @Test
    void keepsEveryPartitionAwakeWhileItWaits() throws Exception {
        script.patientUntilLine = 9;
        replay("max", SentBefore.nothing(), "ann,assam,20");
        assertThat(script.lines).endsWith(
                "heartbeat at 110", "wait for 100", "heartbeat at 110", "wait for 100", "heartbeat at 110",
                "wait for 100");
    }

    @Test
    void knowsEachItemBeforeEventTimePassesTheBoundaryAfterIt() throws Exception {
        replay("max", SentBefore.nothing(), "ann,assam,120", "ann,sencha,500");
        assertThat(script.lines).containsSubsequence("item kettle at 150", "heartbeat at 210", "tea-shop-3 at 500");
    }

    @Test
    void waitsAtTheEndOnlyWhenItIsPaced() throws Exception {
        replay("1000000x", SentBefore.nothing(), "ann,assam,20", "bob,assam,220");
        assertThat(script.lines)
                .filteredOn(line -> !line.startsWith("item"))
                .containsExactly(
                        "tea-shop-2 at 20",
                        "heartbeat at 110",
                        "tea-shop-3 at 220",
                        "heartbeat at 310",
                        "wait for 300");
    }

    @Test
    void sendsOnlyWhatEarlierReplaysDidNot() throws Exception {
        SentBefore sent = new SentBefore(Set.of("tea-shop-2", "tea-shop-4"), Set.of("assam", "dust"));
        replay("max", sent, "ann,assam,20", "bob,assam,30", "ann,sencha,40", "ann,assam,220");
        assertThat(script.lines)
                .containsExactly(
                        "tea-shop-3 at 30",
                        "item sencha at 40",
                        "heartbeat at 110",
                        "wait for 100",
                        "item kettle at 150",
                        "tea-shop-5 at 220",
                        "heartbeat at 310",
                        "wait for 300");
    }

    @Test
    void waitsForTheLastGenerationThoughAllWasSentBefore() throws Exception {
        replay("max", new SentBefore(Set.of("tea-shop-2"), Set.of("assam", "sencha", "dust")), "ann,assam,20");
        assertThat(script.lines).containsExactly("heartbeat at 110", "wait for 100");
    }

    @Test
    void tellsHowFarItHasCome() throws Exception {
        replay("max", SentBefore.nothing(), "ann,assam,20", "bob,assam,220");
        assertThat(progress.lines()).isEqualTo(2);
        assertThat(progress.eventTime()).hasValue(220_000);
        assertThat(progress.awaitedBoundary()).isEmpty();
        assertThat(progress.isFinished()).isTrue();
    }

    @Test
    void stopsWhenInterruptedThoughItNeverSleeps() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> replay("max", SentBefore.nothing(), "ann,assam,20"));
    }

    private void replay(String speed, SentBefore sentBefore, String... interactions) throws Exception {
        ReplayTempo tempo = new ReplayTempo(Speed.parse(speed), INTERVAL, OUT_OF_ORDERNESS, IDLE_TIMEOUT);
        new Replay(TeaShop.in(folder, interactions), tempo, sentBefore, script, script, progress).run();
    }

    /** What happened, in order; times in seconds. */
    private static final class Script implements ReplayOutput, GenerationGate {

        private final List<String> lines = new ArrayList<>();
        private int patientUntilLine;

        @Override
        public void item(Item item) {
            lines.add("item " + item.itemId() + at(item.eventTime()));
        }

        @Override
        public void interaction(Interaction interaction) {
            lines.add(interaction.eventId() + at(interaction.eventTime()));
        }

        @Override
        public void heartbeat(long eventTime) {
            lines.add("heartbeat" + at(eventTime));
        }

        @Override
        public boolean await(long boundary, Duration atMost) {
            assertThat(atMost).isLessThan(IDLE_TIMEOUT);
            lines.add("wait for " + boundary / 1000);
            return lines.size() >= patientUntilLine;
        }

        private static String at(long millis) {
            return " at " + millis / 1000;
        }
    }
}
