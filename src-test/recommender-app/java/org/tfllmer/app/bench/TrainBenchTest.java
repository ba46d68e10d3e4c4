/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.dataset.ShopGenerator;
import picocli.CommandLine;

/** The benchmark runs through on the generated shop; what it costs says nothing. */
class TrainBenchTest {

    @TempDir
    private Path shop;

    private final StringWriter out = new StringWriter();

    @Test
    void anEpochIsMeasuredAfterAWarmUp() throws Exception {
        new ShopGenerator(ShopGenerator.SEED).write(shop);
        assertThat(run("--data", shop.toString(), "--dimension", "8", "--repeats", "1")).isZero();
        assertThat(out.toString()).contains("gru4rec, d = 8", "warm-up  ours", "measured ours", "median: ours");
    }

    @Test
    void anOptionThatDoesNotFitIsNamed() throws Exception {
        new ShopGenerator(ShopGenerator.SEED).write(shop);
        assertThat(run("--data", shop.toString(), "--backbone", "bert")).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("--backbone must be gru4rec or sasrec, was bert");
    }

    private int run(String... arguments) {
        return new CommandLine(new TrainBench())
                .setOut(new PrintWriter(out))
                .setExecutionExceptionHandler((fault, line, result) -> {
                    out.write(fault.getMessage());
                    return 1;
                })
                .execute(arguments);
    }
}
