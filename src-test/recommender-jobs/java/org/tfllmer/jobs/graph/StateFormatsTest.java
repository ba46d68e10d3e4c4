/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.tfllmer.graph.GainLog;
import org.tfllmer.graph.PackedEdges;
import org.tfllmer.graph.Pairs;
import org.tfllmer.graph.UserEvent;
import org.tfllmer.graph.UserHistory;
import org.tfllmer.jobs.state.PackedSerializer;
import org.tfllmer.jobs.state.StateFormat;
import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.InteractionType;

/** Savepoints hold these bytes: a new release must read them, so they are never changed, only added to. */
class StateFormatsTest {

    @Test
    void arrivals() throws IOException {
        assertGolden(new ArrivalFormat(),
                new UserArrival("ann", new Interaction("e1", "ann", "tea", InteractionType.CART, 0.5, 1_000), 1_000, 7),
                "01" + "06616e6e" + "d00f" + "0e" + "01" + "046531" + "06746561" + "0843415254"
                        + "01" + "3fe0000000000000");
        assertGolden(new ArrivalFormat(), new UserArrival("ann", null, 1_000, Long.MAX_VALUE),
                "01" + "06616e6e" + "d00f" + "feffffffffffffffff01" + "00");
    }

    @Test
    void histories() throws IOException {
        UserHistory.Stored history = new UserHistory.Stored(1_500, 0,
                List.of(new UserEvent("", "tea", 1, 1_000)),
                List.of(new UserEvent("e2", "cup", 0.5, 1_200), new UserEvent("e3", "\u8336", 1, 1_100)));
        assertGolden(new HistoryFormat(), history, "01" + "b817" + "00"
                + "02" + "d00f" + "00" + "06746561" + "01"
                + "04" + "e012" + "046532" + "06637570" + "00" + "3fe0000000000000"
                + "c701" + "046533" + "06e88cb6" + "01");
    }

    @Test
    void edges() throws IOException {
        assertGolden(new EdgesFormat(), PackedEdges.cutting(List.of("cup")),
                "01" + "22" + "00000001" + "7fffffffffffffff" + "03637570" + "10");
    }

    /** Not kept in state, but sent between operators, which unaligned checkpoints keep. */
    @Test
    void whatTravels() throws IOException {
        assertGolden(new RowChangeFormat(), new RowChange("tea", 1_000, PackedEdges.none()),
                "01" + "06746561" + "d00f" + "18" + "00000000" + "7fffffffffffffff");
        DataOutputSerializer out = new DataOutputSerializer(64);
        Pairs pairs = new Pairs("tea", new String[] {"cup"}, new double[] {0.5}, 1_000);
        new PackedSerializer<>(new CoOccurrencesFormat()).serialize(new CoOccurrences(pairs, 1_001), out);
        assertThat(HexFormat.of().formatHex(out.getCopyOfBuffer()))
                .isEqualTo("01" + "d20f" + "d00f" + "06746561" + "02" + "06637570" + "3fe0000000000000");
    }

    @Test
    void openBundles() throws IOException {
        GainLog log = new GainLog();
        log.add("cup", new String[] {"tea"}, new double[] {0.5}, 1);
        DataOutputSerializer out = new DataOutputSerializer(64);
        new PackedSerializer<>(new OpenBundleFormat()).serialize(new OpenBundle(1_000, log.stored()), out);
        String golden = "01" + "d00f" + "04" + "06637570" + "06746561" + "02"
                + "00000000" + "00000001" + "3fe0000000000000";
        assertThat(HexFormat.of().formatHex(out.getCopyOfBuffer())).isEqualTo(golden);
        OpenBundle read = read(new OpenBundleFormat(), golden);
        assertThat(read).usingRecursiveComparison().isEqualTo(new OpenBundle(1_000, log.stored()));
    }

    @Test
    void bytesOfAVersionYetToComeAreRefused() {
        assertThatIOException().isThrownBy(() -> read(new EdgesFormat(), "02" + "00"))
                .withMessageContaining("a row of the graph of version 2");
    }

    @Test
    void aSerialiserIsFoundAgainByTheNameOfItsFormat() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(
                out, new PackedSerializer<>(new HistoryFormat()).snapshotConfiguration());
        TypeSerializerSnapshot<UserHistory.Stored> snapshot = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
        TypeSerializer<UserHistory.Stored> restored = snapshot.restoreSerializer();
        assertThat(restored).isEqualTo(new PackedSerializer<>(new HistoryFormat()));
        assertThat(restored.snapshotConfiguration().resolveSchemaCompatibility(snapshot).isCompatibleAsIs()).isTrue();
        assertThat(restored).isNotEqualTo(new PackedSerializer<>(new EdgesFormat()));
    }

    private static <T> void assertGolden(StateFormat<T> format, T value, String hexadecimal) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        new PackedSerializer<>(format).serialize(value, out);
        assertThat(HexFormat.of().formatHex(out.getCopyOfBuffer())).isEqualTo(hexadecimal);
        assertThat(read(format, hexadecimal)).isEqualTo(value);
    }

    private static <T> T read(StateFormat<T> format, String hexadecimal) throws IOException {
        return new PackedSerializer<>(format).deserialize(
                new DataInputDeserializer(HexFormat.of().parseHex(hexadecimal)));
    }
}
