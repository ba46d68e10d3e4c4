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

/** A whole number of 64 bits, times among them. */
final class LongType implements WireType<Long> {

    @Override
    public Long readJson(JsonParser parser) throws IOException, MalformedRecordException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || parser.getNumberType() == NumberType.BIG_INTEGER) {
            throw Faults.wrongType(parser, "a whole number of 64 bits");
        }
        return parser.getLongValue();
    }

    @Override
    public void writeJson(Long value, JsonGenerator generator) throws IOException {
        generator.writeNumber(value.longValue());
    }

    @Override
    public Long readAvro(ResolvingDecoder decoder) throws IOException {
        return decoder.readLong();
    }

    @Override
    public void writeAvro(Long value, Encoder encoder) throws IOException {
        encoder.writeLong(value);
    }
}
