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

/** True or false. */
final class BooleanType implements WireType<Boolean> {

    @Override
    public Boolean readJson(JsonParser parser) throws IOException, MalformedRecordException {
        if (!parser.currentToken().isBoolean()) {
            throw Faults.wrongType(parser, "true or false");
        }
        return parser.getBooleanValue();
    }

    @Override
    public void writeJson(Boolean value, JsonGenerator generator) throws IOException {
        generator.writeBoolean(value);
    }

    @Override
    public Boolean readAvro(ResolvingDecoder decoder) throws IOException {
        return decoder.readBoolean();
    }

    @Override
    public void writeAvro(Boolean value, Encoder encoder) throws IOException {
        encoder.writeBoolean(value);
    }
}
