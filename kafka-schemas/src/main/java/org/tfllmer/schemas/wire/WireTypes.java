/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/** Pairs each type of a schema with the Java type that holds it. */
final class WireTypes {

    private WireTypes() {}

    /**
     * @throws IllegalArgumentException if the record's components are not the schema's fields: same names, same order,
     *     types that fit
     */
    static <T> RecordType<T> ofRecord(Schema schema, Class<T> type) {
        RecordComponent[] components = components(type);
        List<Schema.Field> schemaFields = schema.getFields();
        List<String> names = schemaFields.stream().map(Schema.Field::name).toList();
        List<String> componentNames = Arrays.stream(components).map(RecordComponent::getName).toList();
        if (!names.equals(componentNames)) {
            throw new IllegalArgumentException(
                    "fields of " + schema.getFullName() + " must be " + componentNames + ", were " + names);
        }
        List<RecordField<?>> fields = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            fields.add(field(schemaFields.get(i), components[i]));
        }
        return new RecordType<>(constructor(type, components), fields);
    }

    private static RecordComponent[] components(Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type + " must be a record");
        }
        return type.getRecordComponents();
    }

    private static <T> Constructor<T> constructor(Class<T> type, RecordComponent[] components) {
        try {
            return type.getConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " must be public", e);
        }
    }

    private static RecordField<?> field(Schema.Field field, RecordComponent component) {
        try {
            WireType<?> type = of(field.schema(), component.getGenericType());
            return new RecordField<>(field, type, component.getAccessor());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(field.name() + ": " + e.getMessage(), e);
        }
    }

    private static WireType<?> of(Schema schema, Type type) {
        return switch (schema.getType()) {
            case STRING -> paired(new TextType(), schema, type, String.class);
            case INT -> paired(new IntegerType(), schema, type, int.class, Integer.class);
            case LONG -> paired(new LongType(), schema, type, long.class, Long.class);
            case DOUBLE -> paired(new DoubleType(), schema, type, double.class, Double.class);
            case BOOLEAN -> paired(new BooleanType(), schema, type, boolean.class, Boolean.class);
            case ENUM -> new EnumType(schema, rawClass(schema, type));
            case ARRAY -> array(schema, type);
            case MAP -> new MapType<>(of(schema.getValueType(), argument(schema, type, Map.class, 1)));
            case RECORD -> ofRecord(schema, rawClass(schema, type));
            case UNION -> optional(schema, type);
            default -> throw mismatch(schema, type);
        };
    }

    private static <T> WireType<T> paired(WireType<T> wireType, Schema schema, Type type, Class<?>... fitting) {
        if (!Set.of(fitting).contains(type)) {
            throw mismatch(schema, type);
        }
        return wireType;
    }

    private static WireType<?> array(Schema schema, Type type) {
        Schema elements = schema.getElementType();
        if (elements.getType() == Schema.Type.FLOAT) {
            return paired(new FloatArrayType(), schema, type, float[].class);
        }
        return new ListType<>(of(elements, argument(schema, type, List.class, 0)));
    }

    private static WireType<?> optional(Schema schema, Type type) {
        List<Schema> branches = schema.getTypes();
        boolean nullAndOneMore = branches.size() == 2 && branches.get(0).getType() == Schema.Type.NULL;
        if (!nullAndOneMore || type instanceof Class<?> c && c.isPrimitive()) {
            throw mismatch(schema, type);
        }
        return new OptionalType<>(of(branches.get(1), type));
    }

    private static Type argument(Schema schema, Type type, Class<?> raw, int index) {
        if (type instanceof ParameterizedType parameterized && parameterized.getRawType() == raw) {
            return parameterized.getActualTypeArguments()[index];
        }
        throw mismatch(schema, type);
    }

    private static Class<?> rawClass(Schema schema, Type type) {
        if (type instanceof Class<?> raw) {
            return raw;
        }
        throw mismatch(schema, type);
    }

    private static IllegalArgumentException mismatch(Schema schema, Type type) {
        return new IllegalArgumentException("no Java type " + type.getTypeName() + " for schema " + schema);
    }
}
