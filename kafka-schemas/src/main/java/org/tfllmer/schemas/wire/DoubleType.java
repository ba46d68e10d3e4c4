/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.ResolvingDecoder;
import org.tfllmer.schemas.MalformedRecordException;

/** A finite number of 64 bits. */
final class DoubleType implements WireType<Double> {

    @Override
    public Double readJson(JsonParser parser) throws IOException, MalformedRecordException {
        if (!parser.currentToken().isNumeric()) {
            throw Faults.wrongType(parser, "a number");
        }
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            throw Faults.wrongType(parser, "a number of 64 bits");
        }
        return value;
    }

    @Override
    public void writeJson(Double value, JsonGenerator generator) throws IOException, MalformedRecordException {
        generator.writeNumber(finite(value));
    }

    @Override
    public Double readAvro(ResolvingDecoder decoder) throws IOException, MalformedRecordException {
        return finite(decoder.readDouble());
    }

    @Override
    public void writeAvro(Double value, Encoder encoder) throws IOException, MalformedRecordException {
        encoder.writeDouble(finite(value));
    }

    private static double finite(double value) throws MalformedRecordException {
        if (!Double.isFinite(value)) {
            throw Faults.invalidValue("a finite number", value);
        }
        return value;
    }
}
