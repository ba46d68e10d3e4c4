/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The benchmark runs through on a few interactions; what they cost says nothing. */
class GraphBenchITCase {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void everyLayoutFindsTheWeightOfTheLogAndIsMeasured() throws Exception {
        Path json = folder.resolve("bench.json");
        assertThat(run("--events", "2001", "--users", "50", "--items", "100", "--repeats", "2", "--json",
                json.toString())).isZero();
        assertThat(out.toString()).contains("CPU us/event").contains("x map state").contains("x Kafka to Kafka");
        JsonNode found = new ObjectMapper().readTree(json.toFile());
        assertThat(found.get("runs")).hasSize(2 * found.get("medians").size());
        assertThat(found.get("medians")).hasSize(6).allSatisfy(median -> {
            assertThat(median.get("events").asDouble()).isEqualTo(2_000);
            assertThat(median.get("cpuSeconds").asDouble()).isPositive();
        });
    }

    @Test
    void memoryIsPrintedAsTheRunGoes() {
        assertThat(run("--events", "2000", "--users", "50", "--flat-memory")).isZero();
        assertThat(out.toString()).contains("heap after GC MB").contains("graph ");
    }

    @Test
    void anOptionThatDoesNotFitIsNamed() {
        CommandLine command = new CommandLine(new GraphBench())
                .setExecutionExceptionHandler((fault, line, result) -> {
                    out.write(fault.getMessage());
                    return 1;
                });
        assertThat(command.execute("--rate", "0")).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("--rate must be 1 or more, was 0");
    }

    private int run(String... arguments) {
        return new CommandLine(new GraphBench()).setOut(new PrintWriter(out)).execute(arguments);
    }
}
