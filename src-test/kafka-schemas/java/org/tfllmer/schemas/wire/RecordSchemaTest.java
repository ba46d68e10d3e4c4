/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.MalformedRecordException;

class RecordSchemaTest {

    /** A record that is valid by construction. */
    public record Cup(long size) {
        public Cup {
            if (size < 1) {
                throw new IllegalArgumentException("size must be 1 or more, was " + size);
            }
        }
    }

    private static final String CUP = """
            {"type": "record", "name": "Cup", "fields": [{"name": "size", "type": "long"}]}""";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'name': 'paid'             | 'name': 'payed'            | fields of org.tfllmer.schemas.Visit must be",
        "'type': 'int'              | 'type': 'long'             | cups: no Java type int for schema 'long'",
        "'items': 'float'           | 'items': 'double'          | taste: no Java type float[] for schema",
        "'fine_tuned']              | 'tuned']                   | source: symbols of",
        "['null', 'long']           | ['null', 'long', 'string'] | left: no Java type java.lang.Long for schema",
        "'boolean', 'default': true | 'bytes', 'default': ''     | regular: no Java type boolean for schema",
    })
    void refusesASchemaThatDoesNotFitItsRecord(String old, String changed, String message) {
        Schema schema = parse(Visit.SCHEMA.replace(old.replace('\'', '"'), changed.replace('\'', '"')));
        assertThat(schema).isNotEqualTo(Visit.schema());
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new RecordSchema<>(Visit.class, schema, List.of(schema), visit -> {}))
                .withMessageStartingWith(message.replace('\'', '"'));
    }

    @Test
    void readsTheReleasedVersionsOfATopic() {
        RecordSchema<Interaction> schema =
                RecordSchema.load(Interaction.class, "interactions", "interaction.avsc", interaction -> {});
        assertThat(schema.current().getFullName()).isEqualTo(Interaction.class.getName());
        assertThat(schema.released()).isNotEmpty();
    }

    @Test
    void aRecordThatRefusesItsValuesIsMalformed() {
        RecordSchema<Cup> schema = new RecordSchema<>(Cup.class, parse(CUP), List.of(parse(CUP)), cup -> {});
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> schema.codec(WireFormat.JSON).decode("{\"size\": 0}".getBytes()))
                .withMessageContaining("size must be 1 or more, was 0");
    }

    @Test
    void checksTheRulesInBothDirections() throws MalformedRecordException {
        RecordSchema<Cup> schema = new RecordSchema<>(Cup.class, parse(CUP), List.of(parse(CUP)), cup -> {
            if (cup.size() > 9) {
                throw new MalformedRecordException(MalformedRecordException.INVALID_VALUE, "size", "must be a cup's");
            }
        });
        Codec<Cup> codec = schema.codec(WireFormat.AVRO);
        assertThat(codec.decode(codec.encode(new Cup(9)))).isEqualTo(new Cup(9));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> codec.encode(new Cup(10)))
                .withMessage("size must be a cup's");
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> schema.codec(WireFormat.JSON).decode("{\"size\": 10}".getBytes()))
                .withMessage("size must be a cup's");
    }

    private static Schema parse(String schema) {
        return new SchemaParser().parse(schema).mainSchema();
    }
}
