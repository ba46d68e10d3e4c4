/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecommenderTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void listsItsExitCodes() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString())
                .containsPattern("0 +done")
                .containsPattern("1 +a job failed")
                .containsPattern("2 +wrong usage, option or data")
                .containsPattern("3 +Kafka cannot be reached")
                .containsPattern("130 +interrupted");
    }

    @Test
    void suggestsTheOptionThatWasMeant() {
        assertThat(execute("run", "--until-ende")).isEqualTo(2);
        assertThat(err.toString()).contains("'--until-ende'", "--until-end", "Try 'recommender run --help'.");
    }

    @Test
    void namesTheSpeedThatIsNone() {
        assertThat(execute("run", "--speed", "fast")).isEqualTo(2);
        assertThat(err.toString())
                .contains("'--speed'", "must be max, a factor such as 100x or a rate such as 500/s, was fast");
    }

    @Test
    void refusesAParallelismBelowOne() {
        assertThat(execute("run", "--parallelism", "0")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("recommender: --parallelism must be 1 or more, was 0\n");
    }

    @Test
    void refusesDataThatIsNoFolder(@TempDir Path folder) {
        Path missing = folder.resolve("missing");
        String state = folder.resolve("state").toString();
        assertThat(execute("run", "--state-dir", state, "--data", missing.toString())).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("recommender: --data must be a folder, was " + missing + "\n");
    }

    private int execute(String... arguments) {
        return Recommender.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
