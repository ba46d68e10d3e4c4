/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.tfllmer.schemas.MalformedRecordException;
import org.tfllmer.schemas.Rules;

/**
 * A record's schema with all its released versions.
 *
 * @param <T> the record
 */
public final class RecordSchema<T> {

    private final Schema current;
    private final List<Schema> released;
    private final RecordType<T> type;
    private final Rules<? super T> rules;

    /**
     * @param current  what is written; the newest released version
     * @param released what is read, oldest first
     * @throws IllegalArgumentException if the record's components are not the fields of the current schema
     */
    public RecordSchema(Class<T> record, Schema current, List<Schema> released, Rules<? super T> rules) {
        this.current = current;
        this.released = List.copyOf(released);
        this.type = WireTypes.ofRecord(current, record);
        this.rules = rules;
    }

    /**
     * Reads {@code folder/file} and {@code folder/released/v1.avsc}, {@code v2.avsc} and so on, from the class path.
     *
     * @param folder beside this module's records: the topic's name
     */
    public static <T> RecordSchema<T> load(Class<T> record, String folder, String file, Rules<? super T> rules) {
        List<Schema> released = new ArrayList<>();
        for (String path = released(folder, 1); exists(path); path = released(folder, released.size() + 1)) {
            released.add(parse(path));
        }
        return new RecordSchema<>(record, parse(folder + "/" + file), released, rules);
    }

    private static String released(String folder, int version) {
        return folder + "/released/v" + version + ".avsc";
    }

    private static boolean exists(String path) {
        return Rules.class.getResource(path) != null;
    }

    private static Schema parse(String path) {
        try (InputStream text = Rules.class.getResourceAsStream(path)) {
            return new SchemaParser().parse(text).mainSchema();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read schema " + path, e);
        }
    }

    /** What is written. */
    public Schema current() {
        return current;
    }

    /** What is read, oldest first. */
    public List<Schema> released() {
        return released;
    }

    /** A codec that also checks the record's content rules. */
    public Codec<T> codec(WireFormat format) {
        Codec<T> codec = switch (format) {
            case JSON -> new JsonCodec<>(type);
            case AVRO -> new AvroCodec<>(current, type, released);
        };
        return new CheckedCodec<>(codec, rules);
    }
}
