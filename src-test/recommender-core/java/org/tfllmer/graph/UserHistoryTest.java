/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserHistoryTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final PairingOptions OPTIONS = new PairingOptions(5, Duration.ofDays(3),
            new DistanceWeight(DistanceWeight.Form.EXPONENTIAL, 0.7), ActivityDamping.LOGARITHMIC, 0.9, 2.5);

    private final Map<String, Double> sums = new HashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8})
    void keptAndTakenUpAgainAtAnyTimeItGoesOnAlike(long seed) {
        Random random = new Random(seed);
        List<UserEvent> events = events(random);
        UserHistory history = new UserHistory(OPTIONS);
        for (UserEvent event : events) {
            history.trim(event.time() - random.nextLong(3 * DAY));
            history.forgetEventIds(event.time() - random.nextLong(DAY));
            history = new UserHistory(OPTIONS, history.stored());
            add(history.take(event));
        }
        assertSame(batch(events));
    }

    @Test
    void forgottenWholeNothingIsLeft() {
        UserHistory history = new UserHistory(OPTIONS);
        for (UserEvent event : events(new Random(9))) {
            add(history.take(event));
        }
        forget(history, Long.MAX_VALUE);
        assertThat(sums.values()).allSatisfy(sum -> assertThat(sum).isCloseTo(0, within(1e-12)));
        assertThat(history.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRequestThatComesAfterLaterInteractionsLeavesWhatTheseAddByThemselves(long seed) {
        List<UserEvent> events = events(new Random(seed));
        UserHistory history = new UserHistory(OPTIONS);
        events.forEach(event -> add(history.take(event)));
        forget(history, 3 * DAY);
        assertSame(batch(events.stream().filter(event -> event.time() > 3 * DAY).toList()));
    }

    @Test
    void whatHasLeftTheLogCannotBeTakenBack() {
        UserHistory history = new UserHistory(PairingOptions.plain(5));
        history.take(event("tea", 0));
        history.take(event("cup", 1));
        history.take(event("pot", DAY + 5));
        history.trim(DAY + 9);
        assertThat(history.loggedSince()).isEqualTo(DAY);
        UserHistory.Forgotten forgotten = history.forget(2 * DAY);
        assertThat(forgotten.pairs()).isEqualTo(2);
        assertThat(forgotten.takenBack()).singleElement().satisfies(pairs -> {
            assertThat(pairs.itemId()).isEqualTo("pot");
            assertThat(pairs.earlier()).containsExactly("cup", "tea");
            assertThat(pairs.weights()).containsExactly(-1, -1);
            assertThat(pairs.time()).isEqualTo(DAY + 5);
        });
    }

    @Test
    void anEventIdIsKnownSinceATime() {
        UserHistory history = new UserHistory(OPTIONS);
        history.take(new UserEvent("e1", "tea", 1, 100));
        assertThat(history.has("e1", 100)).isTrue();
        assertThat(history.has("e1", 101)).isFalse();
    }

    @Test
    void manyEventIdsAreKnownLikeFew() {
        UserHistory history = new UserHistory(OPTIONS);
        for (int n = 0; n < 500; n++) {
            assertThat(history.has("e" + n, 0)).isFalse();
            history.take(new UserEvent("e" + n, "tea", 0, n));
            assertThat(history.has("e" + n / 2, 0)).isTrue();
            if (n % 100 == 99) {
                history.forgetEventIds(n - 250);
            }
        }
        assertThat(history.has("e400", 400)).isTrue();
        assertThat(history.has("e400", 401)).isFalse();
    }

    @Test
    void forgettingEventIdsLeavesOnlyWhatPairs() {
        UserHistory history = new UserHistory(OPTIONS);
        history.take(new UserEvent("e1", "tea", 1, 100));
        history.take(new UserEvent("e2", "cup", 0, 150));
        history.take(new UserEvent("e3", "pot", 0, 200));
        history.forgetEventIds(200);
        assertThat(history.stored().log())
                .containsExactly(new UserEvent("", "tea", 1, 100), new UserEvent("e3", "pot", 0, 200));
        assertThat(history.newestTime()).isEqualTo(200);
    }

    private void forget(UserHistory history, long until) {
        UserHistory.Forgotten forgotten = history.forget(until);
        forgotten.takenBack().forEach(this::add);
        forgotten.addedAnew().forEach(this::add);
    }

    private static List<UserEvent> events(Random random) {
        List<UserEvent> events = new ArrayList<>();
        for (int n = 0; n < 60; n++) {
            double weight = List.of(1.0, 1.0, 2.0, 0.5, 0.0, -1.0).get(random.nextInt(6));
            events.add(new UserEvent("e" + n, "item-" + random.nextInt(8), weight, random.nextLong(6 * DAY)));
        }
        events.sort(Comparator.comparingLong(UserEvent::time));
        return events;
    }

    private static UserEvent event(String itemId, long time) {
        return new UserEvent("e" + time, itemId, 1, time);
    }

    private static Map<String, Double> batch(List<UserEvent> events) {
        BatchGraph graph = new BatchGraph(OPTIONS, RowRules.PLAIN, 0);
        events.forEach(event -> graph.add("ann", event));
        graph.close(1);
        Map<String, Double> expected = new HashMap<>();
        graph.rows(1).forEach((item, row) -> {
            for (int i = 0; i < row.size(); i++) {
                expected.put(item + " after " + row.neighbours()[i], row.after()[i]);
            }
        });
        return expected;
    }

    private void add(Pairs pairs) {
        for (int i = 0; i < pairs.earlier().length; i++) {
            sums.merge(pairs.itemId() + " after " + pairs.earlier()[i], pairs.weights()[i], Double::sum);
        }
    }

    private void assertSame(Map<String, Double> expected) {
        assertThat(expected).isNotEmpty();
        sums.keySet().forEach(pair -> assertThat(sums.get(pair)).as(pair)
                .isCloseTo(expected.getOrDefault(pair, 0.0), within(1e-12)));
        assertThat(sums.keySet()).containsAll(expected.keySet().stream()
                .filter(pair -> Math.abs(expected.get(pair)) > 1e-12).toList());
    }
}
