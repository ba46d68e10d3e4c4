/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.ResolvingDecoder;
import org.tfllmer.schemas.MalformedRecordException;
import org.tfllmer.schemas.WireNamed;

/** One of the schema's symbols, each of which is the wire name of a constant. */
final class EnumType implements WireType<WireNamed> {

    private final Schema schema;
    private final List<String> symbols;
    private final Map<String, WireNamed> constants;

    /** @throws IllegalArgumentException if the symbols are not the wire names of the class */
    EnumType(Schema schema, Class<?> type) {
        this.schema = schema;
        this.symbols = schema.getEnumSymbols();
        this.constants = constants(type);
        if (!constants.keySet().equals(Set.copyOf(symbols))) {
            throw new IllegalArgumentException(
                    "symbols of " + schema.getFullName() + " must be " + constants.keySet() + ", were " + symbols);
        }
    }

    private static Map<String, WireNamed> constants(Class<?> type) {
        if (!type.isEnum() || !WireNamed.class.isAssignableFrom(type)) {
            throw new IllegalArgumentException(type + " must be an enum with wire names");
        }
        Map<String, WireNamed> byName = new LinkedHashMap<>();
        Arrays.stream(type.getEnumConstants())
                .map(WireNamed.class::cast)
                .forEach(constant -> byName.put(constant.wireName(), constant));
        return byName;
    }

    @Override
    public WireNamed readJson(JsonParser parser) throws IOException, MalformedRecordException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw Faults.wrongType(parser, "a string");
        }
        WireNamed constant = constants.get(parser.getText());
        if (constant == null) {
            throw Faults.invalidValue("one of " + String.join(", ", symbols), parser.getText());
        }
        return constant;
    }

    @Override
    public void writeJson(WireNamed value, JsonGenerator generator) throws IOException {
        generator.writeString(value.wireName());
    }

    @Override
    public WireNamed readAvro(ResolvingDecoder decoder) throws IOException {
        return constants.get(symbols.get(decoder.readEnum()));
    }

    @Override
    public void writeAvro(WireNamed value, Encoder encoder) throws IOException {
        encoder.writeEnum(schema.getEnumOrdinal(value.wireName()));
    }
}
