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
import org.apache.avro.io.Encoder;
import org.apache.avro.io.ResolvingDecoder;
import org.tfllmer.schemas.MalformedRecordException;

/** A vector of finite numbers of 32 bits, without a box for each. */
final class FloatArrayType implements WireType<float[]> {

    /** Longer ones grow as their numbers are read: a false length in the bytes must not fill the memory. */
    private static final int FIRST_LENGTH = 256;

    @Override
    public float[] readJson(JsonParser parser) throws IOException, MalformedRecordException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Faults.wrongType(parser, "an array");
        }
        float[] values = new float[FIRST_LENGTH];
        int length = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values = withRoom(values, length);
            values[length] = readJsonElement(parser, length);
            length++;
        }
        return Arrays.copyOf(values, length);
    }

    private static float readJsonElement(JsonParser parser, int index) throws IOException, MalformedRecordException {
        if (!parser.currentToken().isNumeric()) {
            throw Faults.wrongType(parser, "a number").inside(Faults.element(index));
        }
        float value = parser.getFloatValue();
        if (!Float.isFinite(value)) {
            throw Faults.wrongType(parser, "a number of 32 bits").inside(Faults.element(index));
        }
        return value;
    }

    @Override
    public void writeJson(float[] values, JsonGenerator generator) throws IOException, MalformedRecordException {
        generator.writeStartArray();
        for (int i = 0; i < values.length; i++) {
            generator.writeNumber(finite(values[i], i));
        }
        generator.writeEndArray();
    }

    @Override
    public float[] readAvro(ResolvingDecoder decoder) throws IOException, MalformedRecordException {
        float[] values = new float[FIRST_LENGTH];
        int length = 0;
        for (long block = decoder.readArrayStart(); block > 0; block = decoder.arrayNext()) {
            for (long i = 0; i < block; i++) {
                values = withRoom(values, length);
                values[length] = finite(decoder.readFloat(), length);
                length++;
            }
        }
        return Arrays.copyOf(values, length);
    }

    @Override
    public void writeAvro(float[] values, Encoder encoder) throws IOException, MalformedRecordException {
        encoder.writeArrayStart();
        encoder.setItemCount(values.length);
        for (int i = 0; i < values.length; i++) {
            encoder.startItem();
            encoder.writeFloat(finite(values[i], i));
        }
        encoder.writeArrayEnd();
    }

    private static float[] withRoom(float[] values, int length) {
        return length < values.length ? values : Arrays.copyOf(values, 2 * length);
    }

    private static float finite(float value, int index) throws MalformedRecordException {
        if (!Float.isFinite(value)) {
            throw Faults.invalidValue("a finite number", value).inside(Faults.element(index));
        }
        return value;
    }
}
