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

/** The benchmark runs through on a small problem; what it costs says nothing. */
class RecPcaBenchTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void everyFormulationIsSolvedFromNothingAndAgain() throws Exception {
        Path json = folder.resolve("bench.json");
        assertThat(run("--items", "300", "--length", "16", "--edges", "900", "--dimension", "4", "--repeats", "2",
                "--json", json.toString())).isZero();
        JsonNode found = new ObjectMapper().readTree(json.toFile());
        assertThat(found.get("seconds")).hasSize(6).allSatisfy(runs -> assertThat(runs).hasSize(2));
        assertThat(found.get("residuals")).allSatisfy(residual ->
                assertThat(residual.asDouble()).isLessThan(1e-5));
        assertThat(out.toString()).contains("300 embeddings of length 16, 900 edges; 4 components", "smoothed, again");
    }

    @Test
    void distanceOfSubspacesIsTheShareOutside() {
        double[] plane = {1, 0, 0, 2, 0, 0};
        double[] tilted = {3, 0, 0, 3, 0, 3};
        assertThat(SubspaceDistance.between(plane, plane, 2)).isZero();
        assertThat(SubspaceDistance.between(plane, tilted, 2)).isEqualTo(Math.sqrt(1 / 3.0));
    }

    @Test
    void anOptionThatDoesNotFitIsNamed() {
        assertThat(run("--changed", "2")).isEqualTo(1);
        assertThat(run("--items", "10", "--length", "4", "--edges", "9", "--python", "no-such-python")).isEqualTo(1);
        assertThat(out.toString()).isEqualTo("--changed must be between 0 and 1, was 2.0"
                + "--python must be a Python interpreter, was no-such-python");
    }

    private int run(String... arguments) {
        return new CommandLine(new RecPcaBench())
                .setOut(new PrintWriter(out))
                .setExecutionExceptionHandler((fault, line, result) -> {
                    out.write(fault.getMessage());
                    return 1;
                })
                .execute(arguments);
    }
}
