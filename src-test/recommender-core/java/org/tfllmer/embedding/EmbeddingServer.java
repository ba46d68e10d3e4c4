/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.embedding;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An OpenAI-compatible endpoint on loopback. It embeds a text as (its length, 1), and first behaves as it is told to,
 * once for each request.
 */
final class EmbeddingServer implements AutoCloseable {

    /** What to do instead of answering. */
    @FunctionalInterface
    interface Fault {
        void answer(HttpExchange exchange, List<String> texts) throws IOException;
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final List<List<String>> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> authorisations = Collections.synchronizedList(new ArrayList<>());

    EmbeddingServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/embeddings", this::handle);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/embeddings");
    }

    EmbeddingServer first(Fault fault) {
        faults.add(fault);
        return this;
    }

    /** Texts of each request, in the order of arrival. */
    List<List<String>> requests() {
        return List.copyOf(requests);
    }

    List<String> authorisations() {
        return List.copyOf(authorisations);
    }

    static Fault status(int status, String body, String... header) {
        return (exchange, texts) -> {
            if (header.length == 2) {
                exchange.getResponseHeaders().add(header[0], header[1]);
            }
            send(exchange, status, body);
        };
    }

    static Fault body(String body) {
        return status(200, body);
    }

    /** Promises more than it sends. */
    static Fault cutConnection() {
        return (exchange, texts) -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("{\"data\"".getBytes(UTF_8));
            exchange.getResponseBody().flush();
        };
    }

    /** Answers when the server is closed and no sooner. */
    Fault silence() {
        return (exchange, texts) -> {
            try {
                closing.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            List<String> texts = new ArrayList<>();
            request.path("input").forEach(text -> texts.add(text.asText()));
            requests.add(texts);
            authorisations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Fault fault = faults.poll();
            if (fault == null) {
                send(exchange, 200, answer(texts));
            } else {
                fault.answer(exchange, texts);
            }
        }
    }

    /** The entries come in reverse, as an endpoint may send them. */
    private static String answer(List<String> texts) {
        List<String> entries = new ArrayList<>();
        for (int i = texts.size() - 1; i >= 0; i--) {
            entries.add("{\"index\":" + i + ",\"embedding\":[" + texts.get(i).length() + ",1]}");
        }
        return "{\"data\":[" + String.join(",", entries) + "]}";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdown();
    }
}
