/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.ResolvingDecoder;
import org.tfllmer.schemas.MalformedRecordException;

/** A value or null: the union of null, named first, and one other type. */
final class OptionalType<T> implements WireType<T> {

    private static final int NULL = 0;
    private static final int VALUE = 1;

    private final WireType<T> value;

    OptionalType(WireType<T> value) {
        this.value = value;
    }

    @Override
    public T readJson(JsonParser parser) throws IOException, MalformedRecordException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : value.readJson(parser);
    }

    @Override
    public void writeJson(T present, JsonGenerator generator) throws IOException, MalformedRecordException {
        if (present == null) {
            generator.writeNull();
        } else {
            value.writeJson(present, generator);
        }
    }

    @Override
    public T readAvro(ResolvingDecoder decoder) throws IOException, MalformedRecordException {
        if (decoder.readIndex() == NULL) {
            decoder.readNull();
            return null;
        }
        return value.readAvro(decoder);
    }

    @Override
    public void writeAvro(T present, Encoder encoder) throws IOException, MalformedRecordException {
        if (present == null) {
            encoder.writeIndex(NULL);
            encoder.writeNull();
        } else {
            encoder.writeIndex(VALUE);
            value.writeAvro(present, encoder);
        }
    }
}
