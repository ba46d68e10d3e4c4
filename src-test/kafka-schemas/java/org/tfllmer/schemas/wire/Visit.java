/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.tfllmer.schemas.EmbeddingSource;

/** A record with a field of every type that the schemas use, for tests of the formats. */
public record Visit(
        String guest,
        int cups,
        long arrived,
        double paid,
        boolean regular,
        EmbeddingSource source,
        float[] taste,
        List<Order> orders,
        Map<String, Double> tips,
        Long left) {

    /** One line of the bill. */
    public record Order(String tea, double price) {}

    static final String SCHEMA = """
            {"type": "record", "name": "Visit", "namespace": "org.tfllmer.schemas", "fields": [
              {"name": "guest", "type": "string"},
              {"name": "cups", "type": "int", "default": 1},
              {"name": "arrived", "type": {"type": "long", "logicalType": "timestamp-millis"}, "default": 0},
              {"name": "paid", "type": "double", "default": 2.5},
              {"name": "regular", "type": "boolean", "default": true},
              {"name": "source", "type": {"type": "enum", "name": "EmbeddingSource",
                "symbols": ["projected", "fine_tuned"]}, "default": "projected"},
              {"name": "taste", "type": {"type": "array", "items": "float"}, "default": [0.5]},
              {"name": "orders", "type": {"type": "array", "items": {"type": "record", "name": "Order", "fields": [
                {"name": "tea", "type": "string"}, {"name": "price", "type": "double"}]}}, "default": []},
              {"name": "tips", "type": {"type": "map", "values": "double"}, "default": {}},
              {"name": "left", "type": ["null", "long"], "default": null}
            ]}""";

    static Schema schema() {
        return new SchemaParser().parse(SCHEMA).mainSchema();
    }

    static Codec<Visit> codec(WireFormat format) {
        return new RecordSchema<>(Visit.class, schema(), List.of(schema()), visit -> {}).codec(format);
    }

    static Visit of(float[] taste, double paid, List<Order> orders, Map<String, Double> tips) {
        return new Visit("ann", 1, 0, paid, true, EmbeddingSource.PROJECTED, taste, orders, tips, null);
    }
}
