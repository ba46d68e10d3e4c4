/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.state;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Says to Flink that values nobody changes are sent and kept by a {@link StateFormat}. */
public final class PackedType<T> extends TypeInformation<T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private final StateFormat<T> format;

    public PackedType(Class<T> type, StateFormat<T> format) {
        this.type = type;
        this.format = format;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new PackedSerializer<>(format);
    }

    @Override
    public Class<T> getTypeClass() {
        return type;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof PackedType;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedType<?> packed && packed.type == type
                && packed.format.getClass() == format.getClass();
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public String toString() {
        return "packed " + type.getSimpleName();
    }
}
