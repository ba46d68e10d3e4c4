/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShopGeneratorTest {

    private static final List<String> FILES = List.of("items.jsonl.gz", "interactions.csv.gz", "item_embeddings.npy");
    private static final Offset<Double> THREE_DIGITS = within(0.0005);

    @TempDir
    private static Path folder;

    private static DatasetFolder shop;

    @BeforeAll
    static void generate() throws IOException {
        new ShopGenerator(ShopGenerator.SEED).write(folder);
        shop = DatasetFolder.open(folder);
    }

    @Test
    void isTheSameOnEveryMachine() throws Exception {
        assertThat(sha256(new GZIPInputStream(Files.newInputStream(folder.resolve("items.jsonl.gz")))))
                .isEqualTo("b02f3ad2dc7fa2ab61ad21dd9fb6df8bf78692aba5da383005c0083527eb4a03");
        assertThat(sha256(new GZIPInputStream(Files.newInputStream(folder.resolve("interactions.csv.gz")))))
                .isEqualTo("e312e5ed7bf32418292ebb0e5f5a67f0449586b0d836c34145e5e6bcefc8be24");
        assertThat(sha256(Files.newInputStream(folder.resolve("item_embeddings.npy"))))
                .isEqualTo("bd4ef99b77c8e41d0a80f600a0ec9b4214506c6f0a88e0717868f60e71367989");
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedGivesOthers(@TempDir Path again, @TempDir Path other)
            throws IOException {
        new ShopGenerator(ShopGenerator.SEED).write(again);
        new ShopGenerator(ShopGenerator.SEED + 1).write(other);
        for (String file : FILES) {
            byte[] bytes = Files.readAllBytes(folder.resolve(file));
            assertThat(again.resolve(file)).hasBinaryContent(bytes);
            assertThat(Files.readAllBytes(other.resolve(file))).isNotEqualTo(bytes);
        }
    }

    @Test
    void hasTheSizeOfASmallShop() {
        DatasetSummary summary = shop.summary();
        assertThat(summary.users()).isEqualTo(3000);
        assertThat(summary.items()).isEqualTo(1000);
        assertThat(summary.unknownItems()).isZero();
        assertThat(summary.interactions()).isBetween(55_000L, 65_000L);
        assertThat(summary.first().orElseThrow()).isBefore(Instant.parse("2026-06-02T00:00:00Z"));
        assertThat(summary.last().orElseThrow())
                .isBetween(Instant.parse("2026-06-28T12:00:00Z"), Instant.parse("2026-06-29T00:00:00Z"));
    }

    @Test
    void everyItemHasATitleOfItsOwnAndOneOfTwelveCategories() {
        assertThat(shop.items()).extracting(CatalogueItem::title).doesNotHaveDuplicates();
        assertThat(shop.items()).allSatisfy(item -> assertThat(item.categories()).hasSize(1));
        assertThat(shop.items().stream().map(CatalogueItem::categories).distinct()).hasSize(12);
    }

    @Test
    void aQuarterOfTheItemsComesLaterAndIsNotTakenBefore() {
        Map<String, Long> from = shop.items().stream()
                .filter(item -> item.availableFromMillis().isPresent())
                .collect(Collectors.toMap(CatalogueItem::id, item -> item.availableFromMillis().getAsLong()));
        assertThat(from.size()).isBetween(220, 280);
        assertThat(interactions()).allMatch(taken -> taken.eventTimeMillis() >= from.getOrDefault(taken.itemId(), 0L));
    }

    @Test
    void usersComeOneAfterTheOther() {
        Instant half = Instant.parse("2026-06-15T00:00:00Z");
        Set<String> early = interactions().stream()
                .filter(interaction -> interaction.eventTimeMillis() < half.toEpochMilli())
                .map(LoggedInteraction::userId)
                .collect(Collectors.toSet());
        assertThat(early.size()).isBetween(1500, 2500);
    }

    @Test
    void noUserTakesAnItemTwice() {
        Set<List<String>> pairs = new HashSet<>();
        assertThat(interactions()).allMatch(taken -> pairs.add(List.of(taken.userId(), taken.itemId())));
    }

    @Test
    void viewsAreMoreThanClicksAndClicksMoreThanPurchases() {
        Map<String, Long> types = count(LoggedInteraction::type);
        assertThat(types).containsOnlyKeys("view", "click", "purchase");
        assertThat(types.get("view")).isGreaterThan(2 * types.get("click"));
        assertThat(types.get("click")).isGreaterThan(2 * types.get("purchase"));
    }

    @Test
    void theMostPopularTenthHasAQuarterOfTheInteractions() {
        Map<String, Long> popularity = count(LoggedInteraction::itemId);
        List<Long> sorted = popularity.values().stream().sorted().toList();
        long top = sorted.subList(sorted.size() - 100, sorted.size()).stream().mapToLong(Long::longValue).sum();
        assertThat((double) top / interactions().size()).isBetween(0.2, 0.3);
        assertThat(sorted).as("every item is taken").hasSize(1000);
    }

    @Test
    void textVectorsHaveTheTraitsOfRawOnes() throws IOException {
        VectorTraits traits = VectorTraits.of(shop);
        assertThat(traits.normDisparity()).as("longest to shortest").isBetween(8.0, 12.0);
        assertThat(traits.meanCosine()).isEqualTo(0.303, THREE_DIGITS);
        assertThat(traits.meanCosineWithinCategory()).isEqualTo(0.626, THREE_DIGITS);
    }

    @Test
    void otherUsersTellMoreThanTextAndTextMoreThanPopularity() throws IOException {
        LastItemCheck check = new LastItemCheck(shop);
        assertThat(check.hitRateOfPopularity()).isEqualTo(0.048, THREE_DIGITS);
        assertThat(check.hitRateOfText()).isEqualTo(0.090, THREE_DIGITS);
        assertThat(check.hitRateOfCooccurrence()).isEqualTo(0.245, THREE_DIGITS);
    }

    private static Map<String, Long> count(Function<LoggedInteraction, String> field) {
        Map<String, Long> counts = new HashMap<>();
        interactions().forEach(interaction -> counts.merge(field.apply(interaction), 1L, Long::sum));
        return counts;
    }

    private static List<LoggedInteraction> interactions() {
        try (Stream<LoggedInteraction> interactions = shop.interactions()) {
            return interactions.toList();
        }
    }

    private static String sha256(InputStream content) throws IOException, NoSuchAlgorithmException {
        try (content) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.readAllBytes()));
        }
    }
}
