/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.lang.reflect.Method;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.ResolvingDecoder;
import org.tfllmer.schemas.MalformedRecordException;

/** One field of a record: its name, type, default, and the component that holds it. */
final class RecordField<T> {

    private final String name;
    private final WireType<T> type;
    private final Method accessor;
    private final boolean hasDefault;
    private final T defaultValue;

    /** @throws IllegalArgumentException if the schema's default is not of the field's type */
    RecordField(Schema.Field field, WireType<T> type, Method accessor) {
        this.name = field.name();
        this.type = type;
        this.accessor = accessor;
        this.hasDefault = field.hasDefaultValue();
        this.defaultValue = hasDefault ? DefaultValues.of(field, type) : null;
    }

    String name() {
        return name;
    }

    T defaultValue() throws MalformedRecordException {
        if (!hasDefault) {
            throw new MalformedRecordException(
                    MalformedRecordException.MISSING_FIELD, name, "is missing and has no default");
        }
        return defaultValue;
    }

    T readJson(JsonParser parser) throws IOException, MalformedRecordException {
        try {
            return type.readJson(parser);
        } catch (MalformedRecordException e) {
            throw e.inside(name);
        }
    }

    void writeJson(Object holder, JsonGenerator generator) throws IOException, MalformedRecordException {
        generator.writeFieldName(name);
        try {
            type.writeJson(valueIn(holder), generator);
        } catch (MalformedRecordException e) {
            throw e.inside(name);
        }
    }

    T readAvro(ResolvingDecoder decoder) throws IOException, MalformedRecordException {
        try {
            return type.readAvro(decoder);
        } catch (MalformedRecordException e) {
            throw e.inside(name);
        }
    }

    void writeAvro(Object holder, Encoder encoder) throws IOException, MalformedRecordException {
        try {
            type.writeAvro(valueIn(holder), encoder);
        } catch (MalformedRecordException e) {
            throw e.inside(name);
        }
    }

    @SuppressWarnings("unchecked") // WireTypes pairs the component's type with the schema's
    private T valueIn(Object holder) throws MalformedRecordException {
        try {
            T value = (T) accessor.invoke(holder);
            return type instanceof OptionalType ? value : Faults.present(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + accessor, e);
        }
    }
}
