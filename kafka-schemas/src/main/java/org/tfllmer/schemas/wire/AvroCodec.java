/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.ResolvingDecoder;
import org.tfllmer.schemas.MalformedRecordException;

/**
 * Avro's single-object encoding: the marker C3 01, the fingerprint of the writer's schema (CRC-64-AVRO of its parsing
 * canonical form, 8 bytes, lowest first), then the binary record. Reads every version it is given.
 *
 * <p>Source: Avro 1.12 specification, section "Single-object encoding".
 */
final class AvroCodec<T> implements Codec<T> {

    private static final short MARKER = (short) 0xC301;
    private static final int HEADER_LENGTH = Short.BYTES + Long.BYTES;

    private final WireType<T> type;
    private final byte[] header;
    private final Map<Long, ThreadLocal<ResolvingDecoder>> decoders = new HashMap<>();

    /**
     * @param type     of the schema that is written and read
     * @param versions schemas that writers may have used, the written one among them
     */
    AvroCodec(Schema written, WireType<T> type, List<Schema> versions) {
        this.type = type;
        this.header = header(SchemaNormalization.parsingFingerprint64(written));
        for (Schema version : versions) {
            // A decoder is costly to make and holds the state of one read: one per thread.
            decoders.put(
                    SchemaNormalization.parsingFingerprint64(version),
                    ThreadLocal.withInitial(() -> resolvingDecoder(version, written)));
        }
    }

    private static byte[] header(long fingerprint) {
        return ByteBuffer.allocate(HEADER_LENGTH)
                .putShort(MARKER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(fingerprint)
                .array();
    }

    private static ResolvingDecoder resolvingDecoder(Schema writer, Schema reader) {
        try {
            return DecoderFactory.get().resolvingDecoder(writer, reader, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public byte[] encode(T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header);
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            type.writeAvro(value, encoder);
            encoder.flush();
        } catch (MalformedRecordException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public T decode(byte[] bytes) throws MalformedRecordException {
        ResolvingDecoder decoder = decoderFor(bytes);
        BinaryDecoder binary =
                DecoderFactory.get().binaryDecoder(bytes, HEADER_LENGTH, bytes.length - HEADER_LENGTH, null);
        try {
            decoder.configure(binary);
            T value = type.readAvro(decoder);
            decoder.drain();
            if (!binary.isEnd()) {
                throw malformed("must be one record, more bytes follow it", null);
            }
            return value;
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException | UnsupportedOperationException e) {
            // Avro has no exception of its own for a symbol or branch out of range, or a length past its limit.
            throw malformed("is no Avro of its schema: " + e, e);
        }
    }

    private ResolvingDecoder decoderFor(byte[] bytes) throws MalformedRecordException {
        if (bytes.length < HEADER_LENGTH || ByteBuffer.wrap(bytes).getShort() != MARKER) {
            throw malformed("must begin with Avro's single-object marker C3 01 and a fingerprint", null);
        }
        long fingerprint =
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(Short.BYTES);
        ThreadLocal<ResolvingDecoder> decoder = decoders.get(fingerprint);
        if (decoder == null) {
            throw new MalformedRecordException(
                    MalformedRecordException.UNKNOWN_SCHEMA,
                    null,
                    "has the schema fingerprint %016x, which no released version has".formatted(fingerprint));
        }
        return decoder.get();
    }

    private static MalformedRecordException malformed(String problem, Exception cause) {
        return new MalformedRecordException(MalformedRecordException.MALFORMED, null, problem, cause);
    }
}
