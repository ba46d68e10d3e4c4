/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one safetensors file holds: tensors by name, and texts about them (the metadata).
 * A list of texts is held as two tensors, see {@link Builder#addStrings}.
 */
public final class NamedTensors {

    /** Any size, as an expected dimension. */
    public static final int ANY = -1;

    private final Map<String, Tensor> tensors;
    private final Map<String, String> metadata;

    private NamedTensors(Builder builder) {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(builder.tensors));
        metadata = Collections.unmodifiableMap(new TreeMap<>(builder.metadata));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** In the order in which they were added or lie in the file. */
    public Set<String> names() {
        return tensors.keySet();
    }

    /** In the order of the keys. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /** @throws NoSuchElementException if there is none of that name; the message says which there are */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new NoSuchElementException("There is no tensor '" + name + "' among " + tensors.keySet());
        }
        return tensor;
    }

    /**
     * The tensor, checked.
     *
     * @param shape the sizes expected; {@link #ANY} is any
     * @throws NoSuchElementException   if there is none of that name
     * @throws IllegalArgumentException if its type or shape is another; the message has both
     */
    public Tensor tensor(String name, TensorType type, int... shape) {
        Tensor tensor = tensor(name);
        if (tensor.type() != type || !fits(tensor.shape(), shape)) {
            throw new IllegalArgumentException("Tensor '" + name + "' is " + tensor + ", expected " + type + " "
                    + Arrays.toString(shape).replace(String.valueOf(ANY), "any"));
        }
        return tensor;
    }

    /**
     * A list of texts that {@link Builder#addStrings} stored.
     *
     * @throws NoSuchElementException   if there is none of that name
     * @throws IllegalArgumentException if its tensors do not hold such a list
     */
    public List<String> strings(String name) {
        long[] offsets = tensor(Strings.offsetsName(name), TensorType.I64, ANY).longs();
        byte[] bytes = tensor(Strings.bytesName(name), TensorType.U8, ANY).bytes();
        try {
            return Strings.decode(bytes, offsets);
        } catch (CharacterCodingException | IllegalArgumentException broken) {
            throw new IllegalArgumentException("The texts '" + name + "' are broken: " + broken.getMessage(), broken);
        }
    }

    private static boolean fits(int[] shape, int[] expected) {
        if (shape.length != expected.length) {
            return false;
        }
        for (int i = 0; i < shape.length; i++) {
            if (expected[i] != ANY && expected[i] != shape[i]) {
                return false;
            }
        }
        return true;
    }

    /** Collects tensors under distinct names. */
    public static final class Builder {

        private final Map<String, Tensor> tensors = new LinkedHashMap<>();
        private final Map<String, String> metadata = new TreeMap<>();

        private Builder() {}

        /** @throws IllegalArgumentException if the name is taken */
        public Builder add(String name, Tensor tensor) {
            if (name.equals(SafetensorsHeader.METADATA)) {
                throw new IllegalArgumentException("A tensor cannot be named " + name);
            }
            if (tensors.putIfAbsent(name, tensor) != null) {
                throw new IllegalArgumentException("There are two tensors of the name '" + name + "'");
            }
            return this;
        }

        /**
         * Adds a list of texts as two tensors that any reader of the format can put together again:
         * <pre>
         *   name.bytes     U8   all texts in UTF-8, one after the other
         *   name.offsets   I64  one more than there are texts: text i is bytes offsets[i] to offsets[i + 1] - 1
         * </pre>
         *
         * @throws IllegalArgumentException if a name is taken or a text has an unpaired surrogate
         */
        public Builder addStrings(String name, List<String> texts) {
            Strings encoded = Strings.encode(texts);
            add(Strings.bytesName(name), Tensor.of(encoded.bytes(), encoded.bytes().length));
            return add(Strings.offsetsName(name), Tensor.of(encoded.offsets(), encoded.offsets().length));
        }

        /** Sets one text about the tensors; a later one under the same key replaces it. */
        public Builder metadata(String key, String value) {
            metadata.put(key, value);
            return this;
        }

        public NamedTensors build() {
            return new NamedTensors(this);
        }
    }
}
