/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.ResolvingDecoder;
import org.apache.avro.util.Utf8;
import org.tfllmer.schemas.MalformedRecordException;

/** Text that has a form in UTF-8, so that two different ids stay different in every wire format. */
final class TextType implements WireType<String> {

    private static final String WELL_FORMED = "text without half surrogate pairs";

    @Override
    public String readJson(JsonParser parser) throws IOException, MalformedRecordException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw Faults.wrongType(parser, "a string");
        }
        return wellFormed(parser.getText());
    }

    @Override
    public void writeJson(String value, JsonGenerator generator) throws IOException, MalformedRecordException {
        generator.writeString(wellFormed(value));
    }

    @Override
    public String readAvro(ResolvingDecoder decoder) throws IOException {
        Utf8 text = decoder.readString(null);
        // Unlike Utf8.toString, a decoder of its own refuses bytes that are no UTF-8.
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(text.getBytes(), 0, text.getByteLength()))
                .toString();
    }

    @Override
    public void writeAvro(String value, Encoder encoder) throws IOException, MalformedRecordException {
        encoder.writeString(wellFormed(value));
    }

    static String wellFormed(String text) throws MalformedRecordException {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isSurrogate(text.charAt(i))) {
                continue;
            }
            boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
            if (!pair) {
                throw Faults.invalidValue(WELL_FORMED, String.format("\\u%04x", (int) text.charAt(i)));
            }
            i++;
        }
        return text;
    }
}
