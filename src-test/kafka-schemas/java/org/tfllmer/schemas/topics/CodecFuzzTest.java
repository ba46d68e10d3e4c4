/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tfllmer.schemas.MalformedRecordException;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.WireFormat;

/** Whatever arrives, a codec gives a record that it would write itself, or says that the bytes are malformed. */
class CodecFuzzTest {

    private static final int ROUNDS = 5_000;
    private static final int AVRO_HEADER_LENGTH = 10;

    /** What JSON is sensitive to; each is put in the place of a part of a valid record. */
    private static final String[] FRAGMENTS = {
        "null", "true", "NaN", "-", "1e999", "1e-999", "9223372036854775808", "0.1", "\"", "\\", "\\ud800", "{", "}",
        "[", "]", ",", ":", "[[", "{}", "\"\"", "\u0000", "\ud83c\udf75", "\"eventTime\":1,", "\"itemId\":null,"
    };

    static Stream<Arguments> topicsInEveryFormat() {
        return Topic.all().stream()
                .flatMap(topic -> Arrays.stream(WireFormat.values()).map(format -> Arguments.of(topic, format)));
    }

    static Stream<Arguments> samplesInEveryFormat() {
        return Sample.all().flatMap(
                sample -> Arrays.stream(WireFormat.values()).map(format -> Arguments.of(sample, format)));
    }

    @ParameterizedTest
    @MethodSource("topicsInEveryFormat")
    <T> void randomBytesAreMalformed(Topic<T> topic, WireFormat format) {
        Random random = new Random(1);
        Codec<T> codec = topic.codec(format);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            assertThat(isRead(codec, bytes)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("samplesInEveryFormat")
    <T> void aDamagedRecordIsMalformedOrStillARecord(Sample<T> sample, WireFormat format) {
        Random random = new Random(2);
        Codec<T> codec = sample.topic().codec(format);
        byte[] valid = codec.encode(sample.value());
        int refused = 0;
        for (int i = 0; i < ROUNDS / 5; i++) {
            byte[] bytes = format == WireFormat.JSON ? damagedJson(valid, random) : damagedAvro(valid, random);
            refused += isRead(codec, bytes) ? 0 : 1;
        }
        assertThat(refused).isPositive();
    }

    /** Anything thrown but MalformedRecordException fails the test, as does a record that can't be written again. */
    private static <T> boolean isRead(Codec<T> codec, byte[] bytes) {
        try {
            T record = codec.decode(bytes);
            assertThat(codec.decode(codec.encode(record))).isEqualTo(record);
            return true;
        } catch (MalformedRecordException e) {
            assertThat(e.reason()).isNotBlank();
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
    }

    private static byte[] damagedJson(byte[] valid, Random random) {
        int from = random.nextInt(valid.length);
        int to = Math.min(valid.length, from + random.nextInt(12));
        byte[] fragment = FRAGMENTS[random.nextInt(FRAGMENTS.length)].getBytes(UTF_8);
        return replaced(valid, from, to, fragment);
    }

    private static byte[] damagedAvro(byte[] valid, Random random) {
        int from = AVRO_HEADER_LENGTH + random.nextInt(valid.length - AVRO_HEADER_LENGTH);
        int to = Math.min(valid.length, from + random.nextInt(4));
        byte[] noise = new byte[random.nextInt(10)];
        random.nextBytes(noise);
        return replaced(valid, from, to, noise);
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] middle) {
        byte[] result = Arrays.copyOf(bytes, from + middle.length + bytes.length - to);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(bytes, to, result, from + middle.length, bytes.length - to);
        return result;
    }
}
