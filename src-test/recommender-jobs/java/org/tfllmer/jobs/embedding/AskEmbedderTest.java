/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.embedding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tfllmer.embedding.Embedder;
import org.tfllmer.embedding.TextRefusedException;
import org.tfllmer.jobs.JobSettings;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.ingest.ItemArrival;

class AskEmbedderTest {

    private static final float[] TEA = {3, 1};

    /** Answers when the test says so. */
    private static final class Answering implements Embedder {

        private final List<String> texts = new ArrayList<>();
        private final List<CompletableFuture<float[]>> answers = new ArrayList<>();

        @Override
        public CompletableFuture<float[]> embed(String text) {
            texts.add(text);
            answers.add(new CompletableFuture<>());
            return answers.get(answers.size() - 1);
        }

        @Override
        public void close() {}
    }

    private Answering embedder;
    private KeyedOneInputStreamOperatorTestHarness<String, ItemArrival, ItemArrival> operator;

    @BeforeEach
    void open() throws Exception {
        embedder = new Answering();
        operator = operator(() -> embedder);
        operator.open();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void anItemGoesOnWithItsEmbeddingWhenTheAnswerIsThere() throws Exception {
        process(TextItems.item("a", "tea", 10));
        operator.setProcessingTime(AskEmbedder.LOOK);
        assertThat(operator.extractOutputValues()).isEmpty();
        embedder.answers.get(0).complete(TEA);
        operator.setProcessingTime(2 * AskEmbedder.LOOK);
        ItemArrival arrival = operator.extractOutputValues().get(0);
        assertThat(arrival.version().embedding()).isEqualTo(TEA);
        assertThat(arrival.version().embeddingModel()).isEqualTo("small");
        assertThat(arrival.eventTime()).isEqualTo(10);
    }

    @Test
    void anUnchangedTextIsAskedForOnceWhateverItemHasIt() throws Exception {
        process(TextItems.item("a", "tea", 10));
        process(TextItems.item("b", "tea", 20));
        embedder.answers.get(0).complete(TEA);
        operator.setProcessingTime(AskEmbedder.LOOK);
        process(TextItems.item("a", "tea", 30));
        assertThat(embedder.texts).containsExactly("tea");
        assertThat(operator.extractOutputValues()).extracting(ItemArrival::itemId).containsExactly("a", "b", "a");
    }

    @Test
    void anEmbedderThatDoesNotAnswerIsAskedAgainLater() throws Exception {
        process(TextItems.item("a", "tea", 10));
        embedder.answers.get(0).completeExceptionally(new IOException("out of order"));
        operator.setProcessingTime(AskEmbedder.LOOK);
        assertThat(embedder.texts).hasSize(1);
        operator.setProcessingTime(AskEmbedder.LOOK + AskEmbedder.PAUSE);
        assertThat(embedder.texts).hasSize(2);
        embedder.answers.get(1).complete(TEA);
        operator.setProcessingTime(2 * AskEmbedder.LOOK + AskEmbedder.PAUSE);
        assertThat(operator.extractOutputValues()).hasSize(1);
    }

    @Test
    void anItemWhoseTextIsRefusedGoesOnWithoutAnEmbedding() throws Exception {
        process(TextItems.item("a", "tea", 10));
        embedder.answers.get(0).completeExceptionally(new TextRefusedException("too long"));
        operator.setProcessingTime(AskEmbedder.LOOK);
        assertThat(operator.extractOutputValues().get(0).version().embedding()).isNull();
    }

    @Test
    void whatWasAskedAtAFailureIsAskedAgainAndWhatIsKnownIsNot() throws Exception {
        process(TextItems.item("a", "tea", 10));
        embedder.answers.get(0).complete(TEA);
        operator.setProcessingTime(AskEmbedder.LOOK);
        process(TextItems.item("b", "cup", 20));
        OperatorSubtaskState state = operator.snapshot(1, 1);
        operator.close();
        embedder = new Answering();
        operator = operator(() -> embedder);
        operator.initializeState(state);
        operator.open();
        operator.setProcessingTime(10 * AskEmbedder.LOOK);
        process(TextItems.item("c", "tea", 30));
        assertThat(embedder.texts).containsExactly("cup");
        assertThat(operator.extractOutputValues()).extracting(ItemArrival::itemId).containsExactly("c");
    }

    @Test
    void anEndpointOnLoopbackGivesItsEmbedding() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/embeddings", exchange -> {
            byte[] answer = "{\"data\":[{\"index\":0,\"embedding\":[1,2,3,4,5,6,7,8]}]}".getBytes(UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        Map<String, String> settings = JobSettings.with("items.embedder", "http");
        settings.put("items.embedder.model", "small");
        settings.put("items.embedder.endpoint",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/embeddings");
        operator.close();
        operator = operator(new HttpEmbedderFactory(JobConfig.of(settings).embedder()));
        operator.open();
        process(TextItems.item("a", "tea", 10));
        for (long time = AskEmbedder.LOOK; operator.extractOutputValues().isEmpty(); time += AskEmbedder.LOOK) {
            operator.setProcessingTime(time);
        }
        server.stop(0);
        assertThat(operator.extractOutputValues().get(0).version().embedding())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    private void process(ItemArrival arrival) throws Exception {
        operator.processElement(arrival, arrival.eventTime());
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, ItemArrival, ItemArrival> operator(
            EmbedderFactory factory) throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new AskEmbedder(factory, "small", Duration.ofDays(1))),
                TextItems::key, Types.STRING);
    }
}
