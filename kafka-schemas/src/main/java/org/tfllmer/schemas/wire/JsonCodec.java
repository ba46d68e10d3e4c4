/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.tfllmer.schemas.MalformedRecordException;

/**
 * One JSON object in UTF-8 with the schema's field names. Avro's own JSON form is another one: it wraps optional values
 * and applies no defaults, which nobody would type.
 */
final class JsonCodec<T> implements Codec<T> {

    /** UTF-8 always, as the JSON standard asks; guessing would read random bytes as UTF-16 or UTF-32. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private final WireType<T> type;

    JsonCodec(WireType<T> type) {
        this.type = type;
    }

    @Override
    public byte[] encode(T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(bytes, JsonEncoding.UTF8)) {
            type.writeJson(value, generator);
        } catch (MalformedRecordException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public T decode(byte[] bytes) throws MalformedRecordException {
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() == null) {
                throw malformed("must be a JSON object, was empty", null);
            }
            T value = type.readJson(parser);
            if (parser.nextToken() != null) {
                throw malformed("must be one JSON object, more begins" + at(parser.currentTokenLocation()), null);
            }
            return value;
        } catch (JacksonException e) {
            throw malformed("is no JSON: " + e.getOriginalMessage() + at(e.getLocation()), e);
        } catch (IOException e) {
            throw malformed("is no JSON: " + e.getMessage(), e);
        }
    }

    private static MalformedRecordException malformed(String problem, Exception cause) {
        return new MalformedRecordException(MalformedRecordException.MALFORMED, null, problem, cause);
    }

    private static String at(JsonLocation location) {
        return location == null ? "" : " at byte " + location.getByteOffset();
    }
}
