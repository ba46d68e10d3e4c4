/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.ResolvingDecoder;
import org.tfllmer.schemas.MalformedRecordException;

/** Values of one type by name, in the order they were written; none of them null. */
final class MapType<T> implements WireType<Map<String, T>> {

    private final TextType keys = new TextType();
    private final WireType<T> values;

    MapType(WireType<T> values) {
        this.values = values;
    }

    @Override
    public Map<String, T> readJson(JsonParser parser) throws IOException, MalformedRecordException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Faults.wrongType(parser, "an object");
        }
        Map<String, T> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = TextType.wellFormed(parser.currentName());
            parser.nextToken();
            try {
                put(map, key, values.readJson(parser));
            } catch (MalformedRecordException e) {
                throw e.inside(key);
            }
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    public void writeJson(Map<String, T> map, JsonGenerator generator) throws IOException, MalformedRecordException {
        generator.writeStartObject();
        for (Map.Entry<String, T> entry : map.entrySet()) {
            generator.writeFieldName(TextType.wellFormed(Faults.present(entry.getKey())));
            try {
                values.writeJson(Faults.present(entry.getValue()), generator);
            } catch (MalformedRecordException e) {
                throw e.inside(entry.getKey());
            }
        }
        generator.writeEndObject();
    }

    @Override
    public Map<String, T> readAvro(ResolvingDecoder decoder) throws IOException, MalformedRecordException {
        Map<String, T> map = new LinkedHashMap<>();
        for (long block = decoder.readMapStart(); block > 0; block = decoder.mapNext()) {
            for (long i = 0; i < block; i++) {
                String key = keys.readAvro(decoder);
                try {
                    put(map, key, values.readAvro(decoder));
                } catch (MalformedRecordException e) {
                    throw e.inside(key);
                }
            }
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    public void writeAvro(Map<String, T> map, Encoder encoder) throws IOException, MalformedRecordException {
        encoder.writeMapStart();
        encoder.setItemCount(map.size());
        for (Map.Entry<String, T> entry : map.entrySet()) {
            encoder.startItem();
            keys.writeAvro(Faults.present(entry.getKey()), encoder);
            try {
                values.writeAvro(Faults.present(entry.getValue()), encoder);
            } catch (MalformedRecordException e) {
                throw e.inside(entry.getKey());
            }
        }
        encoder.writeMapEnd();
    }

    private static <T> void put(Map<String, T> map, String key, T value) throws MalformedRecordException {
        if (map.put(key, value) != null) {
            throw Faults.duplicate();
        }
    }
}
