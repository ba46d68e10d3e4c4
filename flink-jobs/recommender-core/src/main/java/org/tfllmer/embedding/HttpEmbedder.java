/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.embedding;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks an OpenAI-compatible endpoint for embeddings: in batches, at a limited rate, and again after a pause where that
 * may help (429, 408, 5xx, a connection that fails, a time-out). If a batch is refused as a whole, its texts are sent
 * one by one, so that one of them cannot spoil the others.
 *
 * <p>The key is sent in the header and appears in no message: what the server says is searched for it.
 */
public final class HttpEmbedder implements Embedder {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;
    private static final int QUOTED = 200;

    private final HttpEmbedderOptions options;
    private final String key;
    private final HttpClient client;
    private final ScheduledExecutorService scheduler;
    private final RateLimit rate;
    private final BackOff backOff;
    private List<Asked> waiting = new ArrayList<>();

    private record Asked(String text, CompletableFuture<float[]> answer) {}

    /** @param key of the endpoint, or null if it needs none */
    public HttpEmbedder(HttpEmbedderOptions options, String key) {
        this.options = options;
        this.key = key;
        this.client = HttpClient.newBuilder().connectTimeout(options.timeout()).build();
        this.scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "http-embedder");
            thread.setDaemon(true);
            return thread;
        });
        this.rate = new RateLimit(options.requestsPerSecond());
        this.backOff = new BackOff(options.firstPause(), options.longestPause(), new SplittableRandom());
    }

    @Override
    public synchronized CompletableFuture<float[]> embed(String text) {
        Asked asked = new Asked(text, new CompletableFuture<>());
        waiting.add(asked);
        if (waiting.size() == options.batchSize()) {
            send(takeWaiting(), 1);
        } else if (waiting.size() == 1) {
            later(options.linger().toNanos(), waiting, () -> {
                List<Asked> batch = takeWaiting();
                if (!batch.isEmpty()) {
                    send(batch, 1);
                }
            });
        }
        return asked.answer();
    }

    private synchronized List<Asked> takeWaiting() {
        List<Asked> batch = waiting;
        waiting = new ArrayList<>();
        return batch;
    }

    private void send(List<Asked> batch, int attempt) {
        later(rate.take(System.nanoTime()), batch, () -> client
                .sendAsync(request(batch), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .whenComplete((response, failure) -> {
                    try {
                        receive(batch, attempt, response, failure);
                    } catch (RuntimeException fault) {
                        fail(batch, fault);
                    }
                }));
    }

    private HttpRequest request(List<Asked> batch) {
        String body = EmbeddingsMessage.request(options.model(), batch.stream().map(Asked::text).toList());
        HttpRequest.Builder request = HttpRequest.newBuilder(options.endpoint())
                .timeout(options.timeout())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return request.build();
    }

    private void receive(List<Asked> batch, int attempt, HttpResponse<String> response, Throwable failure) {
        if (failure != null) {
            again(batch, attempt, Optional.empty(), options.endpoint() + " did not answer: " + failure);
        } else if (response.statusCode() == 200) {
            float[][] embeddings =
                    EmbeddingsMessage.answer(response.body(), batch.size(), options.dimension());
            for (int i = 0; i < embeddings.length; i++) {
                batch.get(i).answer().complete(embeddings[i]);
            }
        } else if (mayHelpToRetry(response.statusCode())) {
            Optional<Duration> pause = response.headers().firstValue("Retry-After")
                    .flatMap(text -> RetryAfter.parse(text, Clock.systemUTC()));
            again(batch, attempt, pause, said(response));
        } else if (batch.size() > 1) {
            batch.forEach(asked -> send(List.of(asked), 1));
        } else {
            fail(batch, new TextRefusedException(said(response)));
        }
    }

    /** A refused key is not the text's fault: it may be put right. */
    private static boolean mayHelpToRetry(int status) {
        return status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT || status == UNAUTHORISED
                || status == FORBIDDEN || status >= 500;
    }

    private void again(List<Asked> batch, int attempt, Optional<Duration> pause, String message) {
        if (attempt >= options.attempts()) {
            fail(batch, new IOException(message + ", after " + attempt + " attempts"));
        } else {
            later(backOff.after(attempt, pause).toNanos(), batch, () -> send(batch, attempt + 1));
        }
    }

    private String said(HttpResponse<String> response) {
        String body = response.body();
        String withoutKey = key == null ? body : body.replace(key, "***");
        return options.endpoint() + " answered " + response.statusCode() + ": "
                + withoutKey.substring(0, Math.min(QUOTED, withoutKey.length()));
    }

    private void later(long nanoseconds, List<Asked> concerned, Runnable task) {
        try {
            scheduler.schedule(() -> {
                try {
                    task.run();
                } catch (RuntimeException fault) {
                    fail(concerned, fault);
                }
            }, nanoseconds, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            fail(concerned, new IOException("The embedder of " + options.endpoint() + " was closed", closed));
        }
    }

    private static void fail(List<Asked> batch, Exception failure) {
        batch.forEach(asked -> asked.answer().completeExceptionally(failure));
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
