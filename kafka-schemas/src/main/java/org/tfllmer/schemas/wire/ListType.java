/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.ResolvingDecoder;
import org.tfllmer.schemas.MalformedRecordException;

/** A list of values of one type, none of them null. */
final class ListType<T> implements WireType<List<T>> {

    private final WireType<T> elements;

    ListType(WireType<T> elements) {
        this.elements = elements;
    }

    @Override
    public List<T> readJson(JsonParser parser) throws IOException, MalformedRecordException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Faults.wrongType(parser, "an array");
        }
        List<T> values = new ArrayList<>();
        try {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                values.add(elements.readJson(parser));
            }
        } catch (MalformedRecordException e) {
            throw e.inside(Faults.element(values.size()));
        }
        return Collections.unmodifiableList(values);
    }

    @Override
    public void writeJson(List<T> values, JsonGenerator generator) throws IOException, MalformedRecordException {
        generator.writeStartArray();
        int index = 0;
        try {
            for (; index < values.size(); index++) {
                elements.writeJson(Faults.present(values.get(index)), generator);
            }
        } catch (MalformedRecordException e) {
            throw e.inside(Faults.element(index));
        }
        generator.writeEndArray();
    }

    @Override
    public List<T> readAvro(ResolvingDecoder decoder) throws IOException, MalformedRecordException {
        List<T> values = new ArrayList<>();
        try {
            for (long block = decoder.readArrayStart(); block > 0; block = decoder.arrayNext()) {
                for (long i = 0; i < block; i++) {
                    values.add(elements.readAvro(decoder));
                }
            }
        } catch (MalformedRecordException e) {
            throw e.inside(Faults.element(values.size()));
        }
        return Collections.unmodifiableList(values);
    }

    @Override
    public void writeAvro(List<T> values, Encoder encoder) throws IOException, MalformedRecordException {
        encoder.writeArrayStart();
        encoder.setItemCount(values.size());
        int index = 0;
        try {
            for (; index < values.size(); index++) {
                encoder.startItem();
                elements.writeAvro(Faults.present(values.get(index)), encoder);
            }
        } catch (MalformedRecordException e) {
            throw e.inside(Faults.element(index));
        }
        encoder.writeArrayEnd();
    }
}
