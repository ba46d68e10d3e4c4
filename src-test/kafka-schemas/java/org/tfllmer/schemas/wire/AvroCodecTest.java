/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.message.BinaryMessageDecoder;
import org.junit.jupiter.api.Test;
import org.tfllmer.schemas.MalformedRecordException;
import org.tfllmer.schemas.wire.Visit.Order;

class AvroCodecTest {

    /** A guest whose name is all there is. */
    public record Guest(String name) {}

    /** What became of the record later. */
    public record GuestToday(String name, Long birthday, List<String> teas) {}

    private static final Schema GUEST = schema("{\"name\": \"name\", \"type\": \"string\"}");
    private static final Schema GUEST_TODAY = schema("""
            {"name": "name", "type": "string"},
            {"name": "birthday", "type": ["null", "long"], "default": null},
            {"name": "teas", "type": {"type": "array", "items": "string"}, "default": ["sencha"]}""");
    private static final int HEADER_LENGTH = 10;

    private final Codec<Visit> codec = Visit.codec(WireFormat.AVRO);

    @Test
    void avrosOwnReaderUnderstandsIt() throws IOException {
        Visit visit = Visit.of(new float[] {0.5f, -1}, 0.1, List.of(new Order("sencha", 4)), Map.of("ben", 1.5));
        GenericRecord record = new BinaryMessageDecoder<GenericRecord>(GenericData.get(), Visit.schema())
                .decode(codec.encode(visit));
        assertThat(record).hasToString("{\"guest\": \"ann\", \"cups\": 1, \"arrived\": 0, \"paid\": 0.1, "
                + "\"regular\": true, \"source\": \"projected\", \"taste\": [0.5, -1.0], "
                + "\"orders\": [{\"tea\": \"sencha\", \"price\": 4.0}], \"tips\": {\"ben\": 1.5}, \"left\": null}");
    }

    @Test
    void givesAFieldThatAnOlderWriterLackedItsDefault() throws MalformedRecordException {
        byte[] bytes = codec(Guest.class, GUEST, GUEST).encode(new Guest("ann"));
        assertThat(codec(GuestToday.class, GUEST_TODAY, GUEST, GUEST_TODAY).decode(bytes))
                .isEqualTo(new GuestToday("ann", null, List.of("sencha")));
    }

    @Test
    void passesOverAFieldThatANewerWriterAdded() throws MalformedRecordException {
        byte[] bytes = codec(GuestToday.class, GUEST_TODAY, GUEST_TODAY)
                .encode(new GuestToday("ann", 5L, List.of("gyokuro", "sencha")));
        assertThat(codec(Guest.class, GUEST, GUEST, GUEST_TODAY).decode(bytes)).isEqualTo(new Guest("ann"));
    }

    @Test
    void refusesAVersionThatWasNeverReleased() {
        byte[] bytes = codec(GuestToday.class, GUEST_TODAY, GUEST_TODAY).encode(new GuestToday("ann", 5L, List.of()));
        MalformedRecordException fault = fault(codec(Guest.class, GUEST, GUEST), bytes);
        assertThat(fault.reason()).isEqualTo(MalformedRecordException.UNKNOWN_SCHEMA);
        assertThat(fault).hasMessageMatching("record has the schema fingerprint [0-9a-f]{16}, which .*");
    }

    @Test
    void refusesBytesWithoutTheHeader() {
        assertThat(fault(codec, new byte[0]).reason()).isEqualTo(MalformedRecordException.MALFORMED);
        assertThat(fault(codec, new byte[] {(byte) 0xC3, 1, 0}).reason()).isEqualTo(MalformedRecordException.MALFORMED);
        assertThat(fault(codec, "{\"guest\": \"ann\"}".getBytes(StandardCharsets.UTF_8)).reason())
                .isEqualTo(MalformedRecordException.MALFORMED);
    }

    @Test
    void refusesARecordThatEndsEarlyOrLate() {
        byte[] whole = codec.encode(Visit.of(new float[] {1}, 1, List.of(new Order("x", 1)), Map.of("y", 1.0)));
        for (int length = HEADER_LENGTH; length < whole.length; length++) {
            assertThat(fault(codec, Arrays.copyOf(whole, length)).reason())
                    .isEqualTo(MalformedRecordException.MALFORMED);
        }
        assertThat(fault(codec, Arrays.copyOf(whole, whole.length + 1))).hasMessageContaining("more bytes follow");
    }

    @Test
    void afterABadRecordItReadsAGoodOne() throws MalformedRecordException {
        Visit visit = Visit.of(new float[] {1}, 1, List.of(new Order("x", 1)), Map.of());
        byte[] whole = codec.encode(visit);
        fault(codec, Arrays.copyOf(whole, whole.length - 3));
        assertThat(codec.decode(whole).orders()).isEqualTo(visit.orders());
    }

    @Test
    void aFalseLengthDoesNotFillTheMemory() throws IOException {
        assertThat(fault(codec, visitOf(encoder -> {
                            encoder.writeInt(1);
                            encoder.writeLong(0);
                            encoder.writeDouble(1);
                            encoder.writeBoolean(true);
                            encoder.writeEnum(0);
                            encoder.writeLong(Integer.MAX_VALUE - 8); // numbers in the array
                        }))
                        .reason())
                .isEqualTo(MalformedRecordException.MALFORMED);
    }

    @Test
    void refusesASymbolThatTheSchemaLacks() throws IOException {
        assertThat(fault(codec, visitOf(encoder -> {
                            encoder.writeInt(1);
                            encoder.writeLong(0);
                            encoder.writeDouble(1);
                            encoder.writeBoolean(true);
                            encoder.writeEnum(2);
                        }))
                        .reason())
                .isEqualTo(MalformedRecordException.MALFORMED);
    }

    @Test
    void refusesANumberThatIsNotFinite() throws IOException {
        MalformedRecordException fault = fault(codec, visitOf(encoder -> {
            encoder.writeInt(1);
            encoder.writeLong(0);
            encoder.writeDouble(Double.NaN);
        }));
        assertThat(fault).hasMessage("paid must be a finite number, was NaN");
    }

    @Test
    void refusesTextThatIsNotUtf8() {
        byte[] bytes = codec(Guest.class, GUEST, GUEST).encode(new Guest("ann"));
        bytes[bytes.length - 1] = (byte) 0xFF;
        assertThat(fault(codec(Guest.class, GUEST, GUEST), bytes).reason())
                .isEqualTo(MalformedRecordException.MALFORMED);
    }

    @Test
    void doesNotWriteHalfASurrogatePair() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> codec(Guest.class, GUEST, GUEST).encode(new Guest("ann\ud83c")))
                .withMessageStartingWith("name must be text without half surrogate pairs");
    }

    private interface Fields {
        void write(BinaryEncoder encoder) throws IOException;
    }

    private byte[] visitOf(Fields fieldsAfterGuest) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] any = codec.encode(Visit.of(new float[0], 1, List.of(), Map.of()));
        bytes.write(any, 0, HEADER_LENGTH);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        encoder.writeString("ann");
        fieldsAfterGuest.write(encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    private static Schema schema(String fields) {
        return new SchemaParser()
                .parse("{\"type\": \"record\", \"name\": \"Guest\", \"fields\": [" + fields + "]}")
                .mainSchema();
    }

    private static <T> Codec<T> codec(Class<T> type, Schema written, Schema... versions) {
        return new RecordSchema<>(type, written, List.of(versions), record -> {}).codec(WireFormat.AVRO);
    }

    private static MalformedRecordException fault(Codec<?> codec, byte[] bytes) {
        return catchThrowableOfType(MalformedRecordException.class, () -> codec.decode(bytes));
    }
}
