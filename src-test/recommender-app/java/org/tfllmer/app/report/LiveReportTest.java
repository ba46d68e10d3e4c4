/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tfllmer.app.summary.Quality;
import org.tfllmer.app.summary.Summary;

class LiveReportTest {

    private static final long DAY = 86_400_000;

    @Test
    void showsBothRankersOverTimeAndWhatBecameOfEachGeneration() {
        String page = new LiveReport(summary(
                List.of(new Summary.Window(0, DAY, new Quality(10, 0.5, 0.25), new Quality(10, 0.25, 0.125)),
                        new Summary.Window(DAY, 2 * DAY, new Quality(10, 0.5, 0.375), new Quality(10, 0.25, 0.125))),
                List.of(new Summary.Answer(1, "committed", DAY, null, Map.of("fine-tune-loss", 6.5, "fine-tune-first-loss", 7.5)),
                        new Summary.Answer(2, "revoked", 2 * DAY, "loss is <NaN>", Map.of())))).text();
        assertThat(page).contains("Live run on tea &amp; co", "1970-01-02 00:00", "0.3750",
                "published lists goes from 0.250 to 0.375. most popular goes from 0.125 to 0.125.",
                "revoked: loss is &lt;NaN&gt;", "first epoch goes from 7.50 to 7.50. last epoch goes from 6.50 to 6.50.", "of these sequence");
        assertThat(page).doesNotContainPattern("\\{[a-z]+}").doesNotContain("http").contains("<details>");
    }

    @Test
    void addsManyWindowsUp() {
        List<Summary.Window> windows = IntStream.range(0, 101)
                .mapToObj(day -> new Summary.Window(
                        day * DAY, (day + 1) * DAY, new Quality(1, day % 2, day % 2), new Quality(1, 0, 0)))
                .toList();
        String page = new LiveReport(summary(windows, List.of())).text();
        assertThat(page).contains("1970-01-01 00:00<td>3<td>0.3333", "1970-01-04 00:00<td>3<td>0.6667",
                "No generation was fine-tuned.");
    }

    @Test
    void saysWhereThereIsNothingToShow() {
        assertThat(new LiveReport(summary(List.of(), List.of())).text()).contains(
                "No list was followed by an interaction.");
    }

    private static Summary summary(List<Summary.Window> windows, List<Summary.Answer> answers) {
        Quality quality = new Quality(20, 0.5, 0.3);
        return new Summary("tea & co", new Summary.Events(40, 40, 0, 0), Map.of(), new Summary.Graph(3, 4, 5),
                new Summary.Generations(1, 1), 40, quality, quality, new Summary.Seconds(1.0, null, 3.0),
                Map.of("sequence", quality), windows, answers);
    }
}
