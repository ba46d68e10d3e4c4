/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaStyleTest {

    static List<Topic<?>> topics() {
        return Topic.all();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyFieldIsDescribed(Topic<?> topic) {
        assertThat(fields(topic.schema().current()))
                .allMatch(field -> field.doc() != null && field.doc().endsWith("."));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyTimeIsInMillisecondsAndSaysSo(Topic<?> topic) {
        assertThat(fields(topic.schema().current()))
                .filteredOn(field -> value(field).getLogicalType() != null)
                .allMatch(field -> value(field).getLogicalType().getName().equals("timestamp-millis"))
                .allMatch(field -> field.doc().contains("milliseconds since 1970 UTC"));
    }

    @ParameterizedTest
    @MethodSource("topics")
    void everyOptionalFieldIsNullByDefault(Topic<?> topic) {
        assertThat(fields(topic.schema().current()))
                .filteredOn(field -> field.schema().isUnion())
                .allMatch(field -> field.schema().getTypes().get(0).getType() == Schema.Type.NULL)
                .allMatch(Field::hasDefaultValue);
    }

    @Test
    void filesAreDescribedAlikeWhereverTheyOccur() {
        Schema ofGraphs = Topic.GRAPH_SNAPSHOTS.schema().current().getField("files").schema();
        Schema ofGenerations = Topic.GENERATIONS.schema().current().getField("files").schema();
        assertThat(ofGraphs.toString()).isEqualTo(ofGenerations.toString());
    }

    private static List<Field> fields(Schema schema) {
        List<Field> fields = new ArrayList<>();
        switch (schema.getType()) {
            case RECORD -> schema.getFields().forEach(field -> {
                fields.add(field);
                fields.addAll(fields(field.schema()));
            });
            case ARRAY -> fields.addAll(fields(schema.getElementType()));
            case UNION -> schema.getTypes().forEach(branch -> fields.addAll(fields(branch)));
            default -> { }
        }
        return fields;
    }

    private static Schema value(Field field) {
        return field.schema().isUnion() ? field.schema().getTypes().get(1) : field.schema();
    }
}
