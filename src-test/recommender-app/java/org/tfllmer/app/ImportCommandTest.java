/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.dataset.DatasetFolder;
import org.tfllmer.tensors.FloatMatrix;
import picocli.CommandLine;

class ImportCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter said = new StringWriter();
    private final StringWriter complained = new StringWriter();

    @BeforeEach
    void writeSource() throws IOException {
        Files.writeString(folder.resolve("log.csv"), "user,item,timestamp\nann,cup,10\n");
        Files.writeString(folder.resolve("goods.csv"), "item,title\ncup,Cup\n");
    }

    @Test
    void asksAnEndpointForEmbeddings() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/embeddings", ImportCommandTest::answer);
        server.start();
        try {
            assertThat(run("--embedder-endpoint", "http://127.0.0.1:" + server.getAddress().getPort()
                    + "/v1/embeddings", "--embedder-model", "small", "--embedder-dimension", "2")).isZero();
        } finally {
            server.stop(0);
        }
        FloatMatrix embeddings = DatasetFolder.open(folder.resolve("out")).embeddings().orElseThrow();
        float[] row = new float[2];
        embeddings.read(0, 1, row);
        assertThat(row).containsExactly(0.5f, 2);
        assertThat(said.toString()).contains("1 of 1 items embedded", "Embeddings of length 2");
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        boolean right = asked.contains("\"small\"") && asked.contains("\"Cup\"");
        byte[] body = "{\"data\": [{\"index\": 0, \"embedding\": [0.5, 2]}]}".getBytes(UTF_8);
        exchange.sendResponseHeaders(right ? 200 : 400, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void refusesOptionsThatDoNotFitTogether() {
        assertThat(run("--hash-words", "8", "--embeddings", "v.npy")).isEqualTo(2);
        assertThat(complained.toString()).contains("only one can be given");
        assertThat(run("--embedder-endpoint", "http://127.0.0.1:1/v1/embeddings", "--embedder-model", "small"))
                .isEqualTo(2);
        assertThat(complained.toString()).contains("--embedder-endpoint needs --embedder-dimension");
        assertThat(run("--embedder-endpoint", "http://127.0.0.1:1/v1/embeddings", "--embedder-model", "small",
                "--embedder-dimension", "2", "--embedder-key-variable", "NO_SUCH_VARIABLE")).isEqualTo(2);
        assertThat(complained.toString()).contains("NO_SUCH_VARIABLE");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of("import", "--format", "csv",
                "--source", folder.resolve("log.csv").toString(), "--items", folder.resolve("goods.csv").toString(),
                "--out", folder.resolve("out").toString()));
        arguments.addAll(Arrays.asList(options));
        CommandLine commands = Recommender.commandLine()
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(complained, true));
        return commands.execute(arguments.toArray(new String[0]));
    }
}
