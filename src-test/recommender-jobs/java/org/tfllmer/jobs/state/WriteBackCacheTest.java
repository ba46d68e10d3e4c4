/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.junit.jupiter.api.Test;

class WriteBackCacheTest {

    private final KeyedLists state = new KeyedLists();
    private final WriteBackCache<String, List<Integer>> cache = new WriteBackCache<>(4, state, state);

    @Test
    void aRowIsReadOnceAndNotWrittenBeforeAFlush() throws Exception {
        append("a", 1);
        append("a", 2);
        assertThat(state.log).containsExactly("read a");
        cache.flush();
        assertThat(state.rows).containsEntry("a", List.of(1, 2));
    }

    @Test
    void aFlushWritesChangedRowsOnlyAndKeepsAll() throws Exception {
        append("a", 1);
        append("b", 2);
        cache.flush();
        append("b", 3);
        state.log.clear();
        cache.flush();
        cache.flush();
        assertThat(state.log).containsExactly("write b");
        assertThat(cache.rows()).isEqualTo(2);
    }

    @Test
    void roomIsCountedByEntriesAndMadeByTheRowUsedLeastRecently() throws Exception {
        append("a", 1, 1);
        append("b", 2, 2);
        append("a", 1);
        assertThat(state.log).containsExactly("read a", "read b", "write b");
        assertThat(cache.entries()).isEqualTo(3);
        assertThat(cache.rows()).isEqualTo(1);
    }

    @Test
    void aRowThatWasOnlyReadLeavesWithoutBeingWritten() throws Exception {
        state.rows.put("a", List.of(1, 1, 1));
        state.setCurrentKey("a");
        cache.get("a");
        append("b", 2, 2);
        assertThat(state.log).containsExactly("read a", "read b");
    }

    @Test
    void aRowLargerThanTheWholeCacheIsHeldAloneWhileItIsUsed() throws Exception {
        append("a", 1);
        append("b", 1, 2, 3, 4, 5, 6);
        append("b", 7);
        assertThat(state.log).containsExactly("read a", "read b", "write a");
        assertThat(cache.rows()).isEqualTo(1);
    }

    @Test
    void aRowReadThatIsTooLargeMakesTheOthersLeave() throws Exception {
        state.rows.put("b", List.of(1, 2, 3, 4, 5));
        append("a", 1);
        state.setCurrentKey("b");
        cache.get("b");
        assertThat(cache.entries()).isEqualTo(5);
    }

    @Test
    void theOperatorsCurrentKeyIsTheSameAfterwards() throws Exception {
        append("a", 1, 1, 1);
        append("b", 2, 2);
        assertThat(state.getCurrentKey()).isEqualTo("b");
        append("c", 3);
        cache.flush();
        assertThat(state.getCurrentKey()).isEqualTo("c");
    }

    @Test
    void stateIsWhatItWouldBeWithoutTheCacheWhateverIsDone() throws Exception {
        Map<String, List<Integer>> expected = new HashMap<>();
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            String key = "key-" + random.nextInt(6);
            append(key, i);
            expected.computeIfAbsent(key, unknown -> new ArrayList<>()).add(i);
            if (random.nextInt(50) == 0) {
                cache.flush();
                assertThat(state.rows).isEqualTo(expected);
            }
            if (random.nextInt(20) == 0) {
                state.setCurrentKey(key);
                cache.get(key).clear();
                cache.get(key).add(-1);
                cache.changed();
                expected.put(key, new ArrayList<>(List.of(-1)));
            }
        }
    }

    private void append(String key, Integer... elements) throws Exception {
        state.setCurrentKey(key);
        cache.get(key).addAll(List.of(elements));
        cache.changed();
    }

    /** State by key that holds a list, and refuses to be used under another key than the current one. */
    private static final class KeyedLists implements KeyContext, WriteBackCache.Rows<String, List<Integer>> {

        private final Map<String, List<Integer>> rows = new HashMap<>();
        private final List<String> log = new ArrayList<>();
        private Object currentKey;

        @Override
        public List<Integer> read(String key) {
            assertThat(currentKey).isEqualTo(key);
            log.add("read " + key);
            return new ArrayList<>(rows.getOrDefault(key, List.of()));
        }

        @Override
        public void write(String key, List<Integer> row) {
            assertThat(currentKey).isEqualTo(key);
            log.add("write " + key);
            rows.put(key, List.copyOf(row));
        }

        @Override
        public int entries(List<Integer> row) {
            return row.size();
        }

        @Override
        public void setCurrentKey(Object key) {
            currentKey = key;
        }

        @Override
        public Object getCurrentKey() {
            return currentKey;
        }
    }
}
