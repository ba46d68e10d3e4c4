/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryFormatTest {

    private static final Summary SUMMARY = new Summary(
            "tea-100%-shop",
            new Summary.Events(36_113, 36_000, 100, 3),
            new TreeMap<>(Map.of("late", 3L, "malformed", 10L)),
            new Summary.Graph(595, 762, 123_456),
            new Summary.Generations(63, 1),
            36_100,
            new Quality(30_000, 0.125, 0.0625),
            new Quality(30_000, 0.0625, 0.03125),
            new Summary.Seconds(9.25, null, 100.04),
            Map.of("semantic", new Quality(30_000, 0.125, 0.0625)),
            List.of(new Summary.Window(0, 60_000, new Quality(30_000, 0.125, 0.0625), new Quality(1, 1, 0.5))),
            List.of(new Summary.Answer(1, "revoked", 60_000, "residual is 1", Map.of("residual", 1.0))));

    @Test
    void tellsPeopleEveryFigure() {
        assertThat(SummaryTable.of(SUMMARY)).isEqualTo("""
                data            tea-100%-shop
                events          36,113 read: 36,000 accepted, 100 duplicates, 3 late
                dead letters    3 late, 10 malformed
                graph           595 users, 762 items, 123,456 edges
                generations     63 committed, 1 revoked
                lists published 36,100
                our lists       HR@10 0.1250, NDCG@10 0.0625 on 30,000 interactions
                most popular    HR@10 0.0625, NDCG@10 0.0313 on 30,000 interactions
                first list      after 9.3 s; scored by a generation after - s
                wall time       100.0 s
                """);
    }

    /** Scripts read these names: adding one is fine, changing one is not. */
    @Test
    void tellsMachinesTheSameFiguresUnderStableNames() throws Exception {
        assertThat(SummaryJson.of(SUMMARY)).isEqualTo("""
                {
                  "data" : "tea-100%-shop",
                  "events" : {
                    "read" : 36113,
                    "accepted" : 36000,
                    "duplicates" : 100,
                    "late" : 3
                  },
                  "deadLetters" : {
                    "late" : 3,
                    "malformed" : 10
                  },
                  "graph" : {
                    "users" : 595,
                    "items" : 762,
                    "edges" : 123456
                  },
                  "generations" : {
                    "committed" : 63,
                    "revoked" : 1
                  },
                  "lists" : 36100,
                  "recommender" : {
                    "interactions" : 30000,
                    "hitRate" : 0.125,
                    "ndcg" : 0.0625
                  },
                  "popular" : {
                    "interactions" : 30000,
                    "hitRate" : 0.0625,
                    "ndcg" : 0.03125
                  },
                  "seconds" : {
                    "firstList" : 9.25,
                    "firstListOfGeneration" : null,
                    "total" : 100.04
                  },
                  "sources" : {
                    "semantic" : {
                      "interactions" : 30000,
                      "hitRate" : 0.125,
                      "ndcg" : 0.0625
                    }
                  },
                  "windows" : [ {
                    "start" : 0,
                    "end" : 60000,
                    "recommender" : {
                      "interactions" : 30000,
                      "hitRate" : 0.125,
                      "ndcg" : 0.0625
                    },
                    "popular" : {
                      "interactions" : 1,
                      "hitRate" : 1.0,
                      "ndcg" : 0.5
                    }
                  } ],
                  "answers" : [ {
                    "number" : 1,
                    "state" : "revoked",
                    "boundary" : 60000,
                    "reason" : "residual is 1",
                    "measures" : {
                      "residual" : 1.0
                    }
                  } ]
                }""");
    }

    @Test
    void givesBackWhatItWrote(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("run.json");
        SummaryJson.write(SUMMARY, file);
        assertThat(SummaryJson.read(file)).isEqualTo(SUMMARY);
    }

    @Test
    void namesTheFileAndWhatIsMissing(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("run.json");
        Files.writeString(file, "{\"data\": \"tea-shop\"}");
        assertThatIllegalArgumentException().isThrownBy(() -> SummaryJson.read(file))
                .withMessageContaining("run.json").withMessageContaining("events");
    }
}
