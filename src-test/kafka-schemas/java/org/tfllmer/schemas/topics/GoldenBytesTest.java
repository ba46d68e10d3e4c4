/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tfllmer.schemas.MalformedRecordException;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.WireFormat;

/** Golden bytes were written by {@code golden.py}, which shares no code with the codecs. */
class GoldenBytesTest {

    static List<Topic<?>> topics() {
        return Topic.all();
    }

    @ParameterizedTest
    @MethodSource("topics")
    <T> void bytesOfEveryReleasedVersionAreRead(Topic<T> topic) throws MalformedRecordException {
        for (int version = 1; version <= newest(topic); version++) {
            List<Path> golden = golden(topic, version);
            assertThat(golden).as(topic + " v" + version).isNotEmpty();
            for (Path avro : golden) {
                assertThat(topic.codec(WireFormat.AVRO).decode(TopicFolder.bytes(avro)))
                        .as(avro.toString())
                        .isEqualTo(topic.codec(WireFormat.JSON).decode(TopicFolder.bytes(json(avro))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("topics")
    <T> void theNewestVersionIsWrittenByteForByte(Topic<T> topic) throws MalformedRecordException {
        Codec<T> avroCodec = topic.codec(WireFormat.AVRO);
        Codec<T> jsonCodec = topic.codec(WireFormat.JSON);
        for (Path avro : golden(topic, newest(topic))) {
            T record = avroCodec.decode(TopicFolder.bytes(avro));
            assertThat(avroCodec.encode(record)).as(avro.toString()).isEqualTo(TopicFolder.bytes(avro));
            assertThat(jsonCodec.encode(record)).asString().isEqualTo(new String(TopicFolder.bytes(json(avro)), UTF_8));
        }
    }

    private static int newest(Topic<?> topic) {
        return topic.schema().released().size();
    }

    private static List<Path> golden(Topic<?> topic, int version) {
        return TopicFolder.of(topic.name()).files("golden", ".avro").stream()
                .filter(file -> file.getFileName().toString().startsWith("v" + version + "-"))
                .toList();
    }

    private static Path json(Path avro) {
        return avro.resolveSibling(avro.getFileName().toString().replace(".avro", ".json"));
    }
}
