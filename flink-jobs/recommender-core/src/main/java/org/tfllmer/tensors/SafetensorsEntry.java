/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;

/**
 * One tensor of a safetensors header.
 *
 * @param begin its first byte, counted from the end of the header
 * @param end   the byte after its last
 */
record SafetensorsEntry(String name, TensorType type, int[] shape, long begin, long end) {

    static SafetensorsEntry of(String name, Tensor tensor, long begin) {
        long bytes = (long) tensor.size() * tensor.type().bytes();
        return new SafetensorsEntry(name, tensor.type(), tensor.shape(), begin, begin + bytes);
    }

    /** @throws TensorFormatException if a field is missing or wrong, or the length does not fit the shape */
    static SafetensorsEntry parse(String file, String name, JsonNode fields) throws IOException {
        String tensor = "tensor '" + name + "'";
        try {
            TensorType type = type(fields.path("dtype"));
            int[] shape = shape(fields.path("shape"));
            long[] offsets = wholeNumbers("data_offsets", fields.path("data_offsets"));
            if (offsets.length != 2) {
                throw new IllegalArgumentException("data_offsets must be two numbers: " + Arrays.toString(offsets));
            }
            SafetensorsEntry entry = new SafetensorsEntry(name, type, shape, offsets[0], offsets[1]);
            entry.requireLength();
            return entry;
        } catch (IllegalArgumentException wrong) {
            throw new TensorFormatException(file, tensor + ": " + wrong.getMessage(), wrong);
        }
    }

    void writeTo(ObjectNode fields) {
        fields.put("dtype", type.name());
        ArrayNode sizes = fields.putArray("shape");
        for (int size : shape) {
            sizes.add(size);
        }
        fields.putArray("data_offsets").add(begin).add(end);
    }

    /** How many numbers there are. */
    int size() {
        return (int) ((end - begin) / type.bytes());
    }

    private void requireLength() {
        long size = 1;
        for (int length : shape) {
            size *= length;
            if (size > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "shape " + Arrays.toString(shape) + " is more than one array holds");
            }
        }
        if (end - begin != size * type.bytes()) {
            throw new IllegalArgumentException("data_offsets [" + begin + ", " + end + "] do not fit " + type + " "
                    + Arrays.toString(shape) + ", which takes " + size * type.bytes() + " bytes");
        }
    }

    private static TensorType type(JsonNode dtype) {
        for (TensorType type : TensorType.values()) {
            if (type.name().equals(dtype.textValue())) {
                return type;
            }
        }
        throw new IllegalArgumentException(
                "dtype must be one of " + Arrays.toString(TensorType.values()) + ", was " + dtype);
    }

    private static int[] shape(JsonNode shape) {
        return Arrays.stream(wholeNumbers("shape", shape))
                .mapToInt(size -> {
                    if (size > Integer.MAX_VALUE) {
                        throw new IllegalArgumentException("shape " + shape + " is more than one array holds");
                    }
                    return (int) size;
                })
                .toArray();
    }

    private static long[] wholeNumbers(String field, JsonNode array) {
        if (!array.isArray()) {
            throw new IllegalArgumentException(field + " must be an array of whole numbers, was " + array);
        }
        long[] numbers = new long[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            JsonNode number = array.get(i);
            if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
                throw new IllegalArgumentException(field + " must be whole numbers of 0 or more, was " + array);
            }
            numbers[i] = number.longValue();
        }
        return numbers;
    }
}
