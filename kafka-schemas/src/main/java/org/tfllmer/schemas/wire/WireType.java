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

/**
 * One type of a schema, in every wire format. Built once per schema; has no state of its own.
 *
 * <p>A fault names the path from this type's value downwards; whoever holds the value adds its own name in front.
 *
 * @param <T> the Java values of this type, boxed
 */
interface WireType<T> {

    /**
     * @param parser stands on the first token of the value, and is left on its last
     * @throws IOException if the text is no JSON
     */
    T readJson(JsonParser parser) throws IOException, MalformedRecordException;

    void writeJson(T value, JsonGenerator generator) throws IOException, MalformedRecordException;

    /** @throws IOException if the bytes end early or are no Avro */
    T readAvro(ResolvingDecoder decoder) throws IOException, MalformedRecordException;

    void writeAvro(T value, Encoder encoder) throws IOException, MalformedRecordException;
}
