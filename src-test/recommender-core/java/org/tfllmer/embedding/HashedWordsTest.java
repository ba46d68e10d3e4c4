/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HashedWordsTest {

    private static final int DIMENSION = 256;

    @Test
    void textsWithTheSameWordsHaveTheSameEmbeddingWhateverTheirOrderCaseAndMarks() {
        HashedWords words = new HashedWords(DIMENSION, new WordFrequencies());
        assertThat(new HashedWords(DIMENSION, new WordFrequencies()).embed("Green tea!"))
                .isEqualTo(words.embed("TEA, green"));
    }

    @Test
    void anEmbeddingHasLengthOneAndATextWithoutAWordGetsZeros() {
        HashedWords words = new HashedWords(DIMENSION, new WordFrequencies());
        assertThat(dot(words.embed("green tea tea"), words.embed("green tea tea"))).isCloseTo(1, within(1e-5));
        assertThat(words.embed(" -- ")).containsOnly(0);
    }

    @Test
    void textsThatShareWordsAreNearerThanThoseThatDoNot() {
        HashedWords words = new HashedWords(DIMENSION, new WordFrequencies());
        float[] tea = words.embed("green tea from japan");
        assertThat(dot(tea, words.embed("black tea from japan"))).isGreaterThan(0.5);
        assertThat(dot(tea, words.embed("cordless hammer drill"))).isCloseTo(0, within(0.3));
    }

    @Test
    void aWordThatManyTextsHaveCountsLessThanARareOne() {
        HashedWords words = new HashedWords(DIMENSION, new WordFrequencies());
        for (int text = 0; text < 1_000; text++) {
            words.embed("the item number " + text);
        }
        float[] both = words.embed("the samovar");
        float[] rare = words.embed("samovar");
        float[] common = words.embed("the");
        assertThat(dot(both, rare)).isGreaterThan(0.9);
        assertThat(dot(both, common)).isLessThan(0.4);
    }

    @Test
    void savedFrequenciesGiveTheSameEmbeddings() {
        WordFrequencies learned = new WordFrequencies();
        new HashedWords(DIMENSION, learned).embed("green tea");
        WordFrequencies restored = WordFrequencies.of(learned.counts(), learned.texts());
        assertThat(new HashedWords(DIMENSION, restored).embed("red tea"))
                .isEqualTo(new HashedWords(DIMENSION, learned).embed("red tea"));
    }

    @Test
    void lettersOfEveryScriptMakeWords() {
        assertThat(Words.of("Čaj zelený, 緑茶 – 2go")).containsExactly("čaj", "zelený", "緑茶", "2go");
    }

    @Test
    void countsOfAnotherNumberOfBucketsAreRefused() {
        assertThatThrownBy(() -> WordFrequencies.of(new int[3], 1)).hasMessageEndingWith("counts, were 3");
    }

    private static double dot(float[] left, float[] right) {
        double sum = 0;
        for (int j = 0; j < left.length; j++) {
            sum += left[j] * right[j];
        }
        return sum;
    }
}
