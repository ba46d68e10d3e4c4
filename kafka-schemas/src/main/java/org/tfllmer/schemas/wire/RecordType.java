/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.ResolvingDecoder;
import org.tfllmer.schemas.MalformedRecordException;

/**
 * A record of named fields.
 *
 * <p>In JSON a field may be absent if it has a default, and one that the schema does not know is passed over, so that
 * writers of a later version can be read.
 */
final class RecordType<T> implements WireType<T> {

    private final Constructor<T> constructor;
    private final List<RecordField<?>> fields;
    private final Map<String, Integer> positions = new HashMap<>();

    /** @param fields in the order of the constructor's parameters */
    RecordType(Constructor<T> constructor, List<RecordField<?>> fields) {
        this.constructor = constructor;
        this.fields = List.copyOf(fields);
        this.fields.forEach(field -> positions.put(field.name(), positions.size()));
    }

    @Override
    public T readJson(JsonParser parser) throws IOException, MalformedRecordException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Faults.wrongType(parser, "an object");
        }
        Object[] values = new Object[fields.size()];
        Set<String> seen = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (!seen.add(name)) {
                throw Faults.duplicate().inside(name);
            }
            parser.nextToken();
            Integer position = positions.get(name);
            if (position == null) {
                parser.skipChildren();
            } else {
                values[position] = fields.get(position).readJson(parser);
            }
        }
        fillDefaults(values, seen);
        return construct(values);
    }

    private void fillDefaults(Object[] values, Set<String> seen) throws MalformedRecordException {
        for (int i = 0; i < values.length; i++) {
            RecordField<?> field = fields.get(i);
            if (!seen.contains(field.name())) {
                values[i] = field.defaultValue();
            }
        }
    }

    @Override
    public void writeJson(T value, JsonGenerator generator) throws IOException, MalformedRecordException {
        generator.writeStartObject();
        for (RecordField<?> field : fields) {
            field.writeJson(value, generator);
        }
        generator.writeEndObject();
    }

    @Override
    public T readAvro(ResolvingDecoder decoder) throws IOException, MalformedRecordException {
        Object[] values = new Object[fields.size()];
        for (Schema.Field field : decoder.readFieldOrder()) {
            values[field.pos()] = fields.get(field.pos()).readAvro(decoder);
        }
        return construct(values);
    }

    @Override
    public void writeAvro(T value, Encoder encoder) throws IOException, MalformedRecordException {
        for (RecordField<?> field : fields) {
            field.writeAvro(value, encoder);
        }
    }

    private T construct(Object[] values) throws MalformedRecordException {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            String message = e.getCause().getMessage();
            throw new MalformedRecordException(MalformedRecordException.INVALID_VALUE, null, message, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot call " + constructor, e);
        }
    }
}
