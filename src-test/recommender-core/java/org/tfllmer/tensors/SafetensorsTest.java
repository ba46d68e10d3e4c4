/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SafetensorsTest {

    @Test
    void readsTensorsOfEveryType() throws Exception {
        NamedTensors tensors = SafetensorsReader.read(golden("all-types.safetensors"));
        assertThat(tensors.metadata())
                .isEqualTo(Map.of("format", "tf-llmer", "made for", "“quotes” & ünïcode"));
        assertThat(tensors.tensor("doubles").doubles()).containsExactly(0.1, -1e300);
        assertThat(tensors.tensor("counts").longs()).containsExactly(-1, 0, (1L << 62) + 1);
        assertThat(tensors.tensor("basis", TensorType.F32, 2, 3).floats())
                .containsExactly(1.5f, -2.5f, 0, 3.25f, Float.POSITIVE_INFINITY, 1e-40f);
        assertThat(tensors.tensor("scalar", TensorType.F32).floats()).containsExactly(7);
        assertThat(tensors.tensor("none", TensorType.F32, 0, 4).floats()).isEmpty();
        assertThat(tensors.tensor("ids", TensorType.I32, 2, 1).ints()).containsExactly(-5, Integer.MAX_VALUE);
        float[] halves = new float[4];
        tensors.tensor("halves").matrix().read(0, 1, halves);
        assertThat(halves).containsExactly(1, -0.5f, 65504, 0x1p-24f);
        assertThat(tensors.tensor("mask").bytes()).containsExactly(0, 1, 255);
        assertThat(tensors.strings("items")).containsExactly("tea", "", "çaöü!");
    }

    @Test
    void writesExactlyTheBytesOfTheFormat() throws Exception {
        NamedTensors tensors = NamedTensors.builder()
                .metadata("made for", "“quotes” & ünïcode")
                .metadata("format", "tf-llmer")
                .add("mask", Tensor.of(new byte[] {0, 1, (byte) 255}, 3))
                .add("doubles", Tensor.of(new double[] {0.1, -1e300}, 2))
                .add("counts", Tensor.of(new long[] {-1, 0, (1L << 62) + 1}, 3))
                .addStrings("items", List.of("tea", "", "çaöü!"))
                .add("basis", Tensor.of(new float[] {1.5f, -2.5f, 0, 3.25f, Float.POSITIVE_INFINITY, 1e-40f}, 2, 3))
                .add("scalar", Tensor.of(new float[] {7}))
                .add("none", Tensor.of(new float[0], 0, 4))
                .add("halves", Tensor.ofHalves(new short[] {0x3c00, (short) 0xb800, 0x7bff, 1}, 1, 4))
                .add("ids", Tensor.of(new int[] {-5, Integer.MAX_VALUE}, 2, 1))
                .build();
        byte[] golden = Files.readAllBytes(golden("all-types.safetensors"));
        assertThat(bytes(tensors)).isEqualTo(golden);
    }

    @Test
    void readsTensorsInWhateverOrderTheHeaderNamesThem() throws Exception {
        NamedTensors tensors = SafetensorsReader.read(golden("other-order.safetensors"));
        assertThat(tensors.names()).containsExactly("first", "second");
        assertThat(tensors.tensor("first").bytes()).containsExactly(1, 2, 3);
        assertThat(tensors.tensor("second").floats()).containsExactly(4.5f, -6);
        assertThat(tensors.metadata()).isEmpty();
    }

    @Test
    void returnsLengthAndDigestOfWhatItWrote() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WrittenFile written = SafetensorsWriter.write(twoTensors(), out);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(out.toByteArray());
        assertThat(written).isEqualTo(new WrittenFile(out.size(), HexFormat.of().formatHex(digest)));
    }

    @Test
    void tensorsOfMoreThanOneBufferReturnUnchanged() throws Exception {
        float[] values = new float[100_003];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i);
        }
        NamedTensors tensors = NamedTensors.builder().add("waves", Tensor.of(values, values.length)).build();
        assertThat(read(bytes(tensors)).tensor("waves").floats()).isEqualTo(values);
    }

    @Test
    void aFileWithoutTensorsIsAFile() throws Exception {
        NamedTensors read = read(bytes(NamedTensors.builder().build()));
        assertThat(read.names()).isEmpty();
    }

    @Test
    void refusesEveryTruncation() throws Exception {
        byte[] whole = bytes(twoTensors());
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(part)).isInstanceOf(TensorFormatException.class);
        }
    }

    @Test
    void namesTheTensorInWhichAStreamEndsBeforeTheLengthThatWasSaid() throws Exception {
        byte[] whole = bytes(twoTensors());
        ByteArrayInputStream shorter = new ByteArrayInputStream(whole, 0, whole.length - 1);
        assertThatThrownBy(() -> SafetensorsReader.read(shorter, "f", whole.length))
                .isInstanceOf(TensorFormatException.class)
                .hasMessage("f: tensor 'mask': the data ended 1 bytes early");
        assertThatThrownBy(() -> SafetensorsReader.read(new ByteArrayInputStream(whole, 0, 20), "f", whole.length))
                .isInstanceOf(TensorFormatException.class)
                .hasMessageContaining("f: the header ended");
    }

    @Test
    void refusesBytesBehindTheLastTensor() throws Exception {
        byte[] whole = bytes(twoTensors());
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length + 1)))
                .hasMessageContaining("the file has %d bytes, its header describes %d", whole.length + 1, whole.length);
    }

    @Test
    void refusesAHeaderOfMoreThanAHundredMegabytes() {
        byte[] bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(100_000_001).array();
        assertThatThrownBy(() -> read(bytes)).hasMessageContaining("100000001 bytes long, more than 100000000");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "broken-headers.csv", delimiter = '|', quoteCharacter = '~', numLinesToSkip = 1)
    void saysWhatIsWrongInAHeader(String header, String reason) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length).put(json);
        assertThatThrownBy(() -> read(file.array()))
                .isInstanceOf(TensorFormatException.class)
                .hasMessageStartingWith("f: ")
                .hasMessageContaining(reason);
    }

    private static NamedTensors twoTensors() {
        return NamedTensors.builder()
                .add("mask", Tensor.of(new byte[] {1, 0, 1}, 3))
                .add("weights", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2))
                .build();
    }

    private static byte[] bytes(NamedTensors tensors) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafetensorsWriter.write(tensors, out);
        return out.toByteArray();
    }

    private static NamedTensors read(byte[] bytes) throws IOException {
        return SafetensorsReader.read(new ByteArrayInputStream(bytes), "f", bytes.length);
    }

    private static Path golden(String name) throws URISyntaxException {
        return Path.of(SafetensorsTest.class.getResource(name).toURI());
    }
}
