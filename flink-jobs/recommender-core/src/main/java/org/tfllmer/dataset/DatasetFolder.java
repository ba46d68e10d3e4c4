/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.tfllmer.tensors.FloatMatrix;
import org.tfllmer.tensors.NpyReader;

/**
 * A folder with a catalogue, language-model embeddings and logged interactions; {@code docs/data-format.md} states its
 * format. The catalogue is held in memory, the rest is read when asked for. Methods throw {@link DatasetException} on
 * bad input.
 */
public final class DatasetFolder {

    private static final String ITEMS = "items.jsonl";
    private static final String INTERACTIONS = "interactions.csv";
    private static final String EMBEDDINGS = "item_embeddings.npy";

    private final Path folder;
    private final String name;
    private final Path interactions;
    private final List<CatalogueItem> items;

    private DatasetFolder(Path folder) {
        this.folder = folder;
        name = folder.toAbsolutePath().normalize().getFileName().toString();
        interactions = plainOrCompressed(INTERACTIONS);
        try (TextFile catalogue = TextFile.open(plainOrCompressed(ITEMS))) {
            items = CatalogueReader.read(catalogue);
        }
    }

    /** Reads the catalogue. */
    public static DatasetFolder open(Path folder) {
        return new DatasetFolder(folder);
    }

    /** The folder's own name; event ids begin with it. */
    public String name() {
        return name;
    }

    /** In the order of the file, which is that of the embeddings' rows. */
    public List<CatalogueItem> items() {
        return items;
    }

    /** Reads {@code item_embeddings.npy}, if there is one: row i belongs to item i. */
    public Optional<FloatMatrix> embeddings() throws IOException {
        return Files.exists(folder.resolve(EMBEDDINGS)) ? Optional.of(embeddings(EMBEDDINGS)) : Optional.empty();
    }

    /** Reads embeddings of another name, for example {@code item_embeddings_title.npy}. */
    public FloatMatrix embeddings(String fileName) throws IOException {
        Path file = folder.resolve(fileName);
        FloatMatrix embeddings = NpyReader.read(file);
        if (embeddings.rows() != items.size()) {
            throw new DatasetException(
                    file, "has " + embeddings.rows() + " rows, the catalogue " + items.size() + " items");
        }
        requireFinite(file, embeddings);
        return embeddings;
    }

    /** Reads one line after the other as the stream advances; close the stream, as it holds the file open. */
    public Stream<LoggedInteraction> interactions() {
        InteractionReader reader = reader();
        int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(reader, traits), false).onClose(reader::close);
    }

    /** Reads all interactions once, and so checks them. */
    public DatasetSummary summary() {
        try (InteractionReader reader = reader()) {
            return DatasetSummary.of(items, reader);
        }
    }

    private InteractionReader reader() {
        TextFile text = TextFile.open(interactions);
        try {
            return new InteractionReader(text, name);
        } catch (DatasetException badHeader) {
            text.close();
            throw badHeader;
        }
    }

    private Path plainOrCompressed(String fileName) {
        Path plain = folder.resolve(fileName);
        Path compressed = folder.resolve(fileName + ".gz");
        if (Files.exists(plain) && Files.exists(compressed)) {
            throw new DatasetException(folder, "has both " + fileName + " and " + fileName + ".gz; keep one");
        }
        if (!Files.exists(plain) && !Files.exists(compressed)) {
            throw new DatasetException(folder, "has neither " + fileName + " nor " + fileName + ".gz");
        }
        return Files.exists(plain) ? plain : compressed;
    }

    private void requireFinite(Path file, FloatMatrix embeddings) {
        float[] row = new float[embeddings.columns()];
        for (int i = 0; i < embeddings.rows(); i++) {
            embeddings.read(i, 1, row);
            for (float value : row) {
                if (!Float.isFinite(value)) {
                    throw new DatasetException(
                            file, "row " + i + " (item " + items.get(i).id() + ") has the value " + value);
                }
            }
        }
    }
}
