/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tfllmer.schemas.EmbeddingSource;
import org.tfllmer.schemas.MalformedRecordException;
import org.tfllmer.schemas.wire.Visit.Order;

class JsonCodecTest {

    private final Codec<Visit> codec = Visit.codec(WireFormat.JSON);

    @Test
    void writesOneObjectWithTheSchemasFieldNames() {
        Visit visit = new Visit(
                "ann",
                2,
                5,
                0.1,
                false,
                EmbeddingSource.FINE_TUNED,
                new float[] {0.1f, -3},
                List.of(new Order("sencha", 4)),
                Map.of("ben", 1.5),
                null);
        assertThat(new String(codec.encode(visit), StandardCharsets.UTF_8))
                .isEqualTo("{\"guest\":\"ann\",\"cups\":2,\"arrived\":5,\"paid\":0.1,\"regular\":false,"
                        + "\"source\":\"fine_tuned\",\"taste\":[0.1,-3.0],"
                        + "\"orders\":[{\"tea\":\"sencha\",\"price\":4.0}],\"tips\":{\"ben\":1.5},\"left\":null}");
    }

    @Test
    void givesAMissingFieldItsDefault() throws MalformedRecordException {
        Visit visit = decode("{\"guest\": \"ann\"}");
        assertThat(visit.cups()).isEqualTo(1);
        assertThat(visit.paid()).isEqualTo(2.5);
        assertThat(visit.regular()).isTrue();
        assertThat(visit.source()).isEqualTo(EmbeddingSource.PROJECTED);
        assertThat(visit.taste()).containsExactly(0.5f);
        assertThat(visit.orders()).isEmpty();
        assertThat(visit.tips()).isEmpty();
        assertThat(visit.left()).isNull();
    }

    @Test
    void passesOverAnUnknownFieldWhateverItHolds() throws MalformedRecordException {
        Visit visit = decode("{\"later\": {\"guest\": [1, {\"x\": null}]}, \"guest\": \"ann\", \"more\": true}");
        assertThat(visit.guest()).isEqualTo("ann");
    }

    @Test
    void takesAWholeNumberWhereAFractionMayStand() throws MalformedRecordException {
        assertThat(decode("{\"guest\": \"ann\", \"paid\": 3, \"taste\": [1]}").paid()).isEqualTo(3.0);
    }

    @Test
    void readsFloatsToTheNearest() throws MalformedRecordException {
        // Rounded to 64 bits first, this number would lie exactly between two floats and fall to the lower one.
        String text = "1.00000005960464477540";
        assertThat(decode("{\"guest\": \"ann\", \"taste\": [" + text + "]}").taste())
                .containsExactly(Float.parseFloat(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{}                                                      | missing-field   | guest",
        "{'guest': 5}                                            | wrong-type      | guest",
        "{'guest': null}                                         | wrong-type      | guest",
        "{'guest': ['ann']}                                      | wrong-type      | guest",
        "{'guest': 'ann', 'cups': 2147483648}                    | wrong-type      | cups",
        "{'guest': 'ann', 'cups': 1.0}                           | wrong-type      | cups",
        "{'guest': 'ann', 'arrived': 9223372036854775808}        | wrong-type      | arrived",
        "{'guest': 'ann', 'arrived': '0'}                        | wrong-type      | arrived",
        "{'guest': 'ann', 'arrived': 1e3}                        | wrong-type      | arrived",
        "{'guest': 'ann', 'paid': 1e999}                         | wrong-type      | paid",
        "{'guest': 'ann', 'paid': 'NaN'}                         | wrong-type      | paid",
        "{'guest': 'ann', 'regular': 1}                          | wrong-type      | regular",
        "{'guest': 'ann', 'source': 0}                           | wrong-type      | source",
        "{'guest': 'ann', 'source': 'PROJECTED'}                 | invalid-value   | source",
        "{'guest': 'ann', 'taste': 0.5}                          | wrong-type      | taste",
        "{'guest': 'ann', 'taste': [1, 2, 3, 'x']}               | wrong-type      | taste[3]",
        "{'guest': 'ann', 'taste': [1, null]}                    | wrong-type      | taste[1]",
        "{'guest': 'ann', 'taste': [1e39]}                       | wrong-type      | taste[0]",
        "{'guest': 'ann', 'orders': {}}                          | wrong-type      | orders",
        "{'guest': 'ann', 'orders': [null]}                      | wrong-type      | orders[0]",
        "{'guest': 'ann', 'orders': [{'tea': 'x'}]}              | missing-field   | orders[0].price",
        "{'guest': 'ann', 'orders': [{'tea': 'x', 'price': ''}]} | wrong-type      | orders[0].price",
        "{'guest': 'ann', 'tips': []}                            | wrong-type      | tips",
        "{'guest': 'ann', 'tips': {'ben': '1'}}                  | wrong-type      | tips.ben",
        "{'guest': 'ann', 'left': 'now'}                         | wrong-type      | left",
        "{'guest': 'ann', 'guest': 'ben'}                        | duplicate-field | guest",
        "{'guest': 'ann', 'x': 1, 'x': 2}                        | duplicate-field | x",
        "{'guest': 'ann', 'tips': {'ben': 1, 'ben': 1}}          | duplicate-field | tips.ben",
        "{'guest': '\\ud83c'}                                    | invalid-value   | guest",
        "[]                                                      | wrong-type      |",
        "5                                                       | wrong-type      |",
    })
    void namesTheFieldThatIsWrong(String json, String reason, String field) {
        MalformedRecordException fault = fault(json.replace('\'', '"'));
        assertThat(fault.reason()).isEqualTo(reason);
        assertThat(fault.field()).isEqualTo(field);
    }

    @Test
    void saysWhatItWantedAndWhatItGot() {
        assertThat(fault("{\"guest\": \"ann\", \"orders\": [{\"tea\": \"x\", \"price\": \"4 EUR\"}]}"))
                .hasMessage("orders[0].price must be a number, was \"4 EUR\"");
        assertThat(fault("{\"guest\": \"" + "x".repeat(100) + "\", \"source\": \"" + "y".repeat(100) + "\"}"))
                .hasMessage("source must be one of projected, fine_tuned, was \"" + "y".repeat(80) + "...\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "{", "{\"guest\": \"ann\"", "{\"guest\": \"ann\"}}", "{\"guest\": \"ann\"} {}",
        "{\"guest\": \"ann\",}",
        "{guest: \"ann\"}", "{'guest': 'ann'}", "{\"guest\": \"ann\", \"paid\": NaN}", "{\"guest\": \"ann\"} x",
        "{\"guest\": \"ann\", \"paid\": -Infinity}", "{\"guest\": \"ann\", \"paid\": 01}", "nul", "\ufeff{", "/**/{}",
        "{\"guest\": \"ann\", \"tips\": {\"\\udf75\": 1}}", "{\"guest\": \"ann\", \"tips\": {\"\\ud83c\": 1}}",
        "{\"guest\": \"ann\", \"x\": [}"
    })
    void refusesWhatIsNotOneJsonObject(String text) {
        MalformedRecordException fault = fault(text);
        assertThat(fault.reason()).isEqualTo(MalformedRecordException.MALFORMED);
        assertThat(fault.field()).isNull();
    }

    @Test
    void saysWhereTheTextStopsBeingJson() {
        assertThat(fault("{\"guest\": \"ann\", \"paid\": ?}")).hasMessageContaining("at byte 25");
        assertThat(fault("{\"guest\": \"ann\"} {}")).hasMessageContaining("more begins at byte 17");
    }

    @Test
    void refusesDeepNestingInsteadOfOverflowing() {
        assertThat(fault("{\"x\": " + "[".repeat(100_000)).reason()).isEqualTo(MalformedRecordException.MALFORMED);
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        byte[] utf16 = "{\"guest\": \"ann\"}".getBytes(StandardCharsets.UTF_16);
        byte[] latin1 = "{\"guest\": \"\u00e9t\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(fault(utf16).reason()).isEqualTo(MalformedRecordException.MALFORMED);
        assertThat(fault(latin1).reason()).isEqualTo(MalformedRecordException.MALFORMED);
    }

    @Test
    void doesNotWriteANumberThatJsonLacks() {
        Visit visit = Visit.of(new float[] {1, Float.NaN}, 1, List.of(), Map.of());
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> codec.encode(visit))
                .withMessage("taste[1] must be a finite number, was NaN");
    }

    @Test
    void doesNotWriteAnAbsentValueThatTheSchemaWants() {
        Visit visit = Visit.of(new float[0], 1, List.of(new Order(null, 1)), Map.of());
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> codec.encode(visit))
                .withMessage("orders[0].tea must not be null");
    }

    private Visit decode(String json) throws MalformedRecordException {
        return codec.decode(json.getBytes(StandardCharsets.UTF_8));
    }

    private MalformedRecordException fault(String json) {
        return fault(json.getBytes(StandardCharsets.UTF_8));
    }

    private MalformedRecordException fault(byte[] bytes) {
        return catchThrowableOfType(MalformedRecordException.class, () -> codec.decode(bytes));
    }
}
