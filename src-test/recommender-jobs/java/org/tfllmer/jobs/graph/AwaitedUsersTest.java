/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AwaitedUsersTest {

    private final AwaitedUsers awaited = new AwaitedUsers();

    @Test
    void usersAreTakenWhenTheirTimeHasComeAndNotBefore() throws Exception {
        awaited.add(100, "ann");
        awaited.add(101, "bob");
        awaited.add(5_000, "cleo");
        assertThat(awaited.first()).isEqualTo(100);
        assertThat(taken(99)).isEmpty();
        assertThat(taken(100)).containsExactly("ann");
        assertThat(taken(4_999)).containsExactly("bob");
        assertThat(awaited.first()).isEqualTo(5_000);
        assertThat(taken(Long.MAX_VALUE)).containsExactly("cleo");
        assertThat(awaited.first()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void eachIsTakenOnceHoweverTheWatermarkMoves() throws Exception {
        Random random = new Random(4);
        List<Long> waiting = new ArrayList<>();
        long watermark = 0;
        for (int n = 0; n < 2_000; n++) {
            long time = watermark + random.nextInt(1_000);
            awaited.add(time, Long.toString(time));
            waiting.add(time);
            if (random.nextInt(10) == 0) {
                watermark += random.nextInt(300);
                long reached = watermark;
                List<String> due = waiting.stream().filter(one -> one <= reached).map(String::valueOf).toList();
                assertThat(taken(watermark)).containsExactlyInAnyOrderElementsOf(due);
                waiting.removeIf(one -> one <= reached);
            }
            assertThat(awaited.first()).isEqualTo(waiting.stream().mapToLong(Long::longValue).min().orElse(
                    Long.MAX_VALUE));
        }
    }

    private List<String> taken(long watermark) throws Exception {
        List<String> taken = new ArrayList<>();
        awaited.takeUpTo(watermark, taken::add);
        return taken;
    }
}
