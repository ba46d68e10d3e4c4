/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The benchmark runs through on a small catalogue; what it costs says nothing. */
class ScoreBenchTest {

    private final StringWriter out = new StringWriter();

    @Test
    void everySizeAndBatchIsMeasured() {
        assertThat(run("--items", "300,700", "--dimension", "8", "--queries", "12", "--batches", "1,4",
                "--repeats", "1")).isZero();
        assertThat(out.toString()).contains("300 items, batches of  1: ours", "700 items, batches of  4: ours");
    }

    @Test
    void anOptionThatDoesNotFitIsNamed() {
        assertThat(run("--repeats", "0")).isEqualTo(1);
        assertThat(out.toString()).contains("--repeats").contains("were 0");
    }

    private int run(String... arguments) {
        return new CommandLine(new ScoreBench())
                .setOut(new PrintWriter(out))
                .setExecutionExceptionHandler((fault, line, result) -> {
                    out.write(fault.getMessage());
                    return 1;
                })
                .execute(arguments);
    }
}
