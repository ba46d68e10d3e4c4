/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.ResolvingDecoder;
import org.tfllmer.schemas.MalformedRecordException;

/** A whole number of 32 bits. */
final class IntegerType implements WireType<Integer> {

    @Override
    public Integer readJson(JsonParser parser) throws IOException, MalformedRecordException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || parser.getNumberType() != NumberType.INT) {
            throw Faults.wrongType(parser, "a whole number of 32 bits");
        }
        return parser.getIntValue();
    }

    @Override
    public void writeJson(Integer value, JsonGenerator generator) throws IOException {
        generator.writeNumber(value.intValue());
    }

    @Override
    public Integer readAvro(ResolvingDecoder decoder) throws IOException {
        return decoder.readInt();
    }

    @Override
    public void writeAvro(Integer value, Encoder encoder) throws IOException {
        encoder.writeInt(value);
    }
}
