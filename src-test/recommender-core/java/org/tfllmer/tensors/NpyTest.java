/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {

    private static final float[] VALUES = {
        0.1f, -2, 3e-6f, 65504, -0.0f, 6e-8f, 1, 2, 4, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 5e-5f
    };

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"float32.npy", "float32-version-2.npy", "float64.npy"})
    void readsWhatNumPyWrote(String name) throws Exception {
        FloatMatrix matrix = NpyReader.read(golden(name));
        assertThat(matrix.rows()).isEqualTo(4);
        assertThat(matrix.columns()).isEqualTo(3);
        assertThat(values(matrix)).containsExactly(VALUES);
    }

    @Test
    void keepsHalfPrecisionAsItIsAndRoundsAsNumPyDoes() throws Exception {
        FloatMatrix matrix = NpyReader.read(golden("float16.npy"));
        assertThat(matrix).isInstanceOf(Float16Matrix.class);
        assertThat(values(matrix)).containsExactly(values(Float16Matrix.rounded(new Float32Matrix(4, 3, VALUES))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"float16.npy", "float32.npy", "no-rows.npy"})
    void writesTheBytesThatNumPyWrites(String name) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NpyWriter.write(NpyReader.read(golden(name)), out);
        assertThat(out.toByteArray()).isEqualTo(Files.readAllBytes(golden(name)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fortran.npy    | Fortran order
            big-endian.npy | big-endian (>f4)
            int64.npy      | type <i8, only <f2, <f4 and <f8 are read
            vector.npy     | a matrix has two dimensions, the array's shape is [6]
            structured.npy | no 'descr' of one simple type
            """)
    void saysWhichFileItCannotReadAndWhy(String name, String reason) throws Exception {
        Path file = golden(name);
        assertThatThrownBy(() -> NpyReader.read(file))
                .isInstanceOf(TensorFormatException.class)
                .hasMessageContainingAll(file.toString(), reason);
    }

    @Test
    void refusesAFileThatEndsBeforeItsArrayDoes() throws Exception {
        byte[] whole = Files.readAllBytes(golden("float32.npy"));
        assertThatThrownBy(() -> NpyReader.read(file(Arrays.copyOf(whole, 175))))
                .hasMessageContaining("the file is truncated: it has 175 bytes, its header asks for 176");
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> NpyReader.read(file(part))).isInstanceOf(TensorFormatException.class);
        }
    }

    @Test
    void refusesBytesBehindTheArray() throws Exception {
        byte[] whole = Files.readAllBytes(golden("float32.npy"));
        assertThatThrownBy(() -> NpyReader.read(file(Arrays.copyOf(whole, 180))))
                .hasMessageContaining("4 bytes follow the array");
    }

    @Test
    void refusesAnotherFormatAndAnotherVersion() throws Exception {
        assertThatThrownBy(() -> NpyReader.read(file(new byte[200]))).hasMessageContaining("no .npy file");
        byte[] later = Files.readAllBytes(golden("float32.npy"));
        later[6] = 3;
        assertThatThrownBy(() -> NpyReader.read(file(later))).hasMessageContaining("format version 3.0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (70000, 70000)             | more than one array holds
            (5000000000, 0)            | more than one array holds
            (99999999999999999999, 2)  | not possible
            """)
    void refusesAShapeThatNoArrayHolds(String shape, String reason) {
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }\n";
        String start = "\u0093NUMPY\u0001\u0000" + (char) header.length() + "\u0000";
        byte[] bytes = (start + header).getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> NpyReader.read(file(bytes)))
                .isInstanceOf(TensorFormatException.class)
                .hasMessageContaining(reason);
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("array.npy"), bytes);
    }

    private static float[] values(FloatMatrix matrix) {
        float[] values = new float[matrix.rows() * matrix.columns()];
        matrix.read(0, matrix.rows(), values);
        return values;
    }

    private static Path golden(String name) throws URISyntaxException {
        return Path.of(NpyTest.class.getResource(name).toURI());
    }
}
