/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tfllmer.schemas.GraphSnapshot;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;
import org.tfllmer.schemas.MalformedRecordException;
import org.tfllmer.schemas.wire.Codec;
import org.tfllmer.schemas.wire.WireFormat;

class TopicTest {

    static Stream<Arguments> samplesInEveryFormat() {
        return Sample.all().flatMap(
                sample -> Arrays.stream(WireFormat.values()).map(format -> Arguments.of(sample, format)));
    }

    @ParameterizedTest
    @MethodSource("samplesInEveryFormat")
    <T> void everyRecordComesBackEqual(Sample<T> sample, WireFormat format) throws MalformedRecordException {
        Codec<T> codec = sample.topic().codec(format);
        assertThat(codec.decode(codec.encode(sample.value()))).isEqualTo(sample.value());
    }

    @Test
    void thereIsASampleOfEveryTopic() {
        assertThat(Sample.all().<Topic<?>>map(Sample::topic).distinct().toList()).hasSameElementsAs(Topic.all());
    }

    @Test
    void aRecordIsKeyedByWhomItIsAbout() {
        Interaction interaction = new Interaction("1", "ann", "tea", InteractionType.VIEW, null, 0);
        assertThat(Topic.INTERACTIONS.key(interaction)).isEqualTo("ann");
    }

    @Test
    void aGraphSnapshotHasNoKey() {
        GraphSnapshot snapshot = new GraphSnapshot(0, List.of(), Map.of());
        assertThat(Topic.GRAPH_SNAPSHOTS.key(snapshot)).isNull();
    }
}
