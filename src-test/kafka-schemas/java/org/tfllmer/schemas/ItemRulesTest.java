/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class ItemRulesTest {

    @Test
    void refusesAnEmbeddingOfAnotherLength() {
        MalformedRecordException fault = fault(ItemRules.ofDimension(384), item(new float[3], null, null));
        assertThat(fault.field()).isEqualTo("embedding");
        assertThat(fault).hasMessage("embedding must hold 384 numbers, was 3");
    }

    @Test
    void acceptsAnEmbeddingOfTheRightLengthOrNone() {
        ItemRules rules = ItemRules.ofDimension(3);
        assertThatCode(() -> rules.check(item(new float[3], null, null))).doesNotThrowAnyException();
        assertThatCode(() -> rules.check(item(null, null, null))).doesNotThrowAnyException();
    }

    @Test
    void refusesAnEmptyEmbeddingWhateverTheDimension() {
        assertThat(fault(ItemRules.ofAnyDimension(), item(new float[0], null, null)))
                .hasMessage("embedding must hold 1 number or more, was 0");
    }

    @Test
    void refusesAnEmbeddingWithANumberThatIsNotFinite() {
        MalformedRecordException fault =
                fault(ItemRules.ofAnyDimension(), item(new float[] {0, Float.NaN}, null, null));
        assertThat(fault).hasMessage("embedding[1] must be a finite number, was NaN");
    }

    @Test
    void refusesAnItemThatEndsBeforeItBegins() {
        assertThat(fault(ItemRules.ofAnyDimension(), item(null, 5L, 5L)))
                .hasMessage("availableUntil must be later than availableFrom 5, was 5");
        assertThatCode(() -> ItemRules.ofAnyDimension().check(item(null, 5L, 6L))).doesNotThrowAnyException();
        assertThatCode(() -> ItemRules.ofAnyDimension().check(item(null, null, 6L))).doesNotThrowAnyException();
    }

    private static Item item(float[] embedding, Long from, Long until) {
        return new Item("tea", "Tea", null, List.of(), embedding, null, from, until, false, 0);
    }

    private static MalformedRecordException fault(ItemRules rules, Item item) {
        return catchThrowableOfType(MalformedRecordException.class, () -> rules.check(item));
    }
}
