/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.state;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Serialises values that nobody changes by a {@link StateFormat}, which is all that two of these may differ in. */
public final class PackedSerializer<T> extends TypeSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final StateFormat<T> format;

    public PackedSerializer(StateFormat<T> format) {
        this.format = format;
    }

    @Override
    public void serialize(T value, DataOutputView out) throws IOException {
        out.writeByte(format.version());
        format.write(value, out);
    }

    @Override
    public T deserialize(DataInputView in) throws IOException {
        byte version = in.readByte();
        if (version < 1 || version > format.version()) {
            throw new IOException("State holds " + format.what() + " of version " + version
                    + ", which this release does not know: it was written by a newer one");
        }
        return format.read(version, in);
    }

    @Override
    public T deserialize(T reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public T copy(T value) {
        return value;
    }

    @Override
    public T copy(T value, T reuse) {
        return value;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public T createInstance() {
        return null;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedSerializer<?> serializer && serializer.format.getClass() == format.getClass();
    }

    @Override
    public int hashCode() {
        return format.getClass().hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new Snapshot<>(format);
    }

    /** Names the format. The version is in each value, so every serialiser of the same format can read all. */
    public static final class Snapshot<T> implements TypeSerializerSnapshot<T> {

        private StateFormat<T> format;

        /** For Flink, which reads the rest. */
        public Snapshot() {}

        private Snapshot(StateFormat<T> format) {
            this.format = format;
        }

        @Override
        public int getCurrentVersion() {
            return 1;
        }

        @Override
        public void writeSnapshot(DataOutputView out) throws IOException {
            out.writeUTF(format.getClass().getName());
        }

        @Override
        @SuppressWarnings("unchecked") // equals() of the serialisers compares formats
        public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
            String name = in.readUTF();
            try {
                format = (StateFormat<T>) Class.forName(name, true, loader).getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException unknown) {
                throw new IOException(
                        "State was written in a format that this release does not know: " + name, unknown);
            }
        }

        @Override
        public TypeSerializer<T> restoreSerializer() {
            return new PackedSerializer<>(format);
        }

        @Override
        public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
            return restoreSerializer().equals(old.restoreSerializer())
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : TypeSerializerSchemaCompatibility.incompatible();
        }
    }
}
