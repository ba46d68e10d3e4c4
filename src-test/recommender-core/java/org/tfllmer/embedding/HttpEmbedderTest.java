/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server on loopback, with its faults. */
class HttpEmbedderTest {

    private static final String KEY = "secret-key-1234";

    private EmbeddingServer server;
    private HttpEmbedder embedder;

    @BeforeEach
    void start() throws IOException {
        server = new EmbeddingServer();
        embedder = embedder(1, 3, Duration.ofSeconds(60));
    }

    @AfterEach
    void stop() {
        embedder.close();
        server.close();
    }

    @Test
    void aTextIsEmbeddedWithTheKeyInTheHeader() throws Exception {
        assertThat(embedder.embed("tea").get()).containsExactly(3, 1);
        assertThat(server.authorisations()).containsExactly("Bearer " + KEY);
    }

    @Test
    void textsShareARequestAndEachGetsItsOwnEmbedding() throws Exception {
        embedder.close();
        embedder = embedder(3, 3, Duration.ofSeconds(60));
        List<CompletableFuture<float[]>> answers = List.of(
                embedder.embed("a"), embedder.embed("bb"), embedder.embed("ccc"), embedder.embed("dddd"));
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).get()).containsExactly(i + 1, 1);
        }
        assertThat(server.requests()).containsExactlyInAnyOrder(List.of("a", "bb", "ccc"), List.of("dddd"));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503, 408, 401})
    void aFaultThatMayPassIsTriedAgain(int status) throws Exception {
        server.first(EmbeddingServer.status(status, "later")).first(EmbeddingServer.status(status, "later"));
        assertThat(embedder.embed("tea").get()).containsExactly(3, 1);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void aServerThatNamesAPauseGetsIt() throws Exception {
        server.first(EmbeddingServer.status(429, "", "Retry-After", "1"));
        long start = System.nanoTime();
        embedder.embed("tea").get();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aCutConnectionIsTriedAgain() throws Exception {
        server.first(EmbeddingServer.cutConnection());
        assertThat(embedder.embed("tea").get()).containsExactly(3, 1);
    }

    @Test
    void aServerThatDoesNotAnswerInTimeIsAskedAgain() throws Exception {
        embedder.close();
        embedder = embedder(1, 20, Duration.ofMillis(500));
        server.first(server.silence());
        assertThat(embedder.embed("tea").get()).containsExactly(3, 1);
        assertThat(server.requests()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void afterTheLastAttemptTheTextMayBeAskedForAgainLater() {
        for (int attempt = 0; attempt < 3; attempt++) {
            server.first(EmbeddingServer.status(500, "out of order"));
        }
        assertThatThrownBy(() -> embedder.embed("tea").get()).isInstanceOf(ExecutionException.class)
                .cause().isInstanceOf(IOException.class)
                .hasMessageContaining("500: out of order").hasMessageEndingWith("after 3 attempts");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"data\":[{\"index\":0,\"embedding\":[1,2,3]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,\"two\"]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1,1e99]}]}",
        "{\"data\":[{\"index\":1,\"embedding\":[1,2]}]}",
        "{\"data\":[]}",
        "{\"data\":[",
        "<html>"
    })
    void anAnswerThatIsNoEmbeddingOfTheRightLengthIsRefusedAtOnce(String body) {
        server.first(EmbeddingServer.body(body));
        assertThatThrownBy(() -> embedder.embed("tea").get())
                .cause().isInstanceOf(TextRefusedException.class).hasMessageStartingWith("The endpoint");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void ofABatchThatIsRefusedOnlyTheTextsThatAreRefusedAloneFail() throws Exception {
        embedder.close();
        embedder = embedder(2, 3, Duration.ofSeconds(60));
        EmbeddingServer.Fault refusal = EmbeddingServer.status(400, "too long");
        server.first(refusal).first(refusal);
        List<CompletableFuture<float[]>> answers = List.of(embedder.embed("tea"), embedder.embed("cup"));
        long refused = answers.stream().filter(answer -> answer.handle((value, failure) -> failure != null).join())
                .count();
        assertThat(refused).isEqualTo(1);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void theKeyIsInNoMessageEvenIfTheServerRepeatsIt() {
        server.first(EmbeddingServer.status(400, "bad key " + KEY));
        assertThatThrownBy(() -> embedder.embed("tea").get())
                .hasMessageContaining("bad key ***").hasMessageNotContaining(KEY);
    }

    @Test
    void aClosedEmbedderFailsWhatItIsAsked() {
        embedder.close();
        assertThatThrownBy(() -> embedder.embed("tea").get()).cause().hasMessageContaining("was closed");
    }

    private HttpEmbedder embedder(int batchSize, int attempts, Duration timeout) {
        return new HttpEmbedder(new HttpEmbedderOptions(server.endpoint(), "small", 2, batchSize,
                Duration.ofMillis(20), 1_000, timeout, attempts, Duration.ofMillis(1), Duration.ofSeconds(2)), KEY);
    }
}
