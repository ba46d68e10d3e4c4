/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.imports;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.tfllmer.dataset.DatasetWriter;
import org.tfllmer.dataset.InteractionFilter;
import org.tfllmer.dataset.RawColumns;
import org.tfllmer.dataset.RawFormat;
import org.tfllmer.dataset.RawInteraction;
import org.tfllmer.dataset.RawItem;
import org.tfllmer.embedding.HashedWords;
import org.tfllmer.embedding.WordFrequencies;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.FloatMatrix;
import org.tfllmer.tensors.NpyReader;

/** Turns public files into a data set's folder. */
public final class DatasetImport {

    private static final int TOLD_EVERY = 1_000_000;

    private final RawFormat format;
    private final Path source;
    private final RawColumns columns;
    private final InteractionFilter filter;
    private final PrintWriter out;

    public DatasetImport(RawFormat format, Path source, RawColumns columns, InteractionFilter filter,
            PrintWriter out) {
        this.format = format;
        this.source = source;
        this.columns = columns;
        this.filter = filter;
        this.out = out;
    }

    /**
     * @param vectors   a .npy file whose rows are in the order of the source's items
     * @param hashed    length of embeddings made by hashing the items' words, instead
     * @param overwrite whether a folder that is there is replaced
     */
    public void run(Optional<Path> vectors, OptionalInt hashed, Path folder, boolean overwrite) throws IOException {
        if (Files.exists(folder) && !overwrite) {
            throw new IllegalArgumentException("--out is there already: " + folder + "; --overwrite replaces it");
        }
        List<RawInteraction> raw = new ArrayList<>();
        format.interactions(source, columns, interaction -> {
            raw.add(interaction);
            if (raw.size() % TOLD_EVERY == 0) {
                out.printf("%,d interactions read%n", raw.size());
                out.flush();
            }
        });
        List<RawInteraction> kept = filter.apply(raw);
        if (kept.isEmpty()) {
            throw new IllegalArgumentException(
                    "None of the " + raw.size() + " interactions is left: --min-rating or --k-core is too high");
        }
        Set<String> wanted = new HashSet<>();
        kept.forEach(interaction -> wanted.add(interaction.item()));
        List<RawItem> items = new ArrayList<>();
        List<Integer> rows = new ArrayList<>();
        int described = described(wanted, items, rows);
        FloatMatrix embeddings = vectors.isPresent()
                ? selected(NpyReader.read(vectors.get()), vectors.get(), rows, described, wanted.size())
                : hashed.isPresent() ? hashed(items, hashed.getAsInt()) : null;
        int nameless = addNameless(kept, items);
        if (overwrite) {
            delete(folder);
        }
        DatasetWriter.write(folder, items, kept, embeddings);
        tell(folder, raw.size(), kept, items.size(), nameless, embeddings);
    }

    /** Fills the items that are wanted and their rows in the source; answers how many the source has. */
    private int described(Set<String> wanted, List<RawItem> items, List<Integer> rows) {
        int[] count = new int[1];
        Set<String> seen = new HashSet<>();
        format.items(source, columns, item -> {
            if (wanted.contains(item.item()) && seen.add(item.item())) {
                items.add(item.title().isEmpty()
                        ? new RawItem(item.item(), item.item(), item.text(), item.categories()) : item);
                rows.add(count[0]);
            }
            count[0]++;
        });
        return count[0];
    }

    /** Items that nothing is said of are named by their ids. */
    private static int addNameless(List<RawInteraction> kept, List<RawItem> items) {
        Map<String, RawItem> known = new HashMap<>();
        items.forEach(item -> known.put(item.item(), item));
        Set<String> nameless = new LinkedHashSet<>();
        kept.stream().map(RawInteraction::item).filter(item -> !known.containsKey(item)).forEach(nameless::add);
        nameless.forEach(item -> items.add(new RawItem(item, item, "", List.of())));
        return nameless.size();
    }

    private static FloatMatrix selected(
            FloatMatrix all, Path file, List<Integer> rows, int described, int wanted) {
        if (all.rows() != described) {
            throw new IllegalArgumentException("--embeddings must have a row for each of the " + described
                    + " items of the source, " + file + " has " + all.rows());
        }
        float[] values = new float[wanted * all.columns()]; // items that the source lacks have zeros: no vector
        float[] row = new float[all.columns()];
        for (int item = 0; item < rows.size(); item++) {
            all.read(rows.get(item), 1, row);
            System.arraycopy(row, 0, values, item * row.length, row.length);
        }
        return new Float32Matrix(wanted, all.columns(), values);
    }

    private static FloatMatrix hashed(List<RawItem> items, int length) {
        HashedWords words = new HashedWords(length, new WordFrequencies());
        float[] values = new float[items.size() * length];
        for (int pass = 0; pass < 2; pass++) { // the first one learns how frequent the words are
            for (int item = 0; item < items.size(); item++) {
                RawItem one = items.get(item);
                float[] row = words.embed(
                        one.title() + "\n" + one.text() + "\n" + String.join(", ", one.categories()));
                System.arraycopy(row, 0, values, item * length, length);
            }
        }
        return new Float32Matrix(items.size(), length, values);
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void tell(Path folder, int read, List<RawInteraction> kept, int items, int nameless,
            FloatMatrix embeddings) {
        out.printf("%,d interactions read, %,d kept of %,d users and %,d items%n", read, kept.size(),
                kept.stream().map(RawInteraction::user).distinct().count(), items);
        if (nameless > 0) {
            out.printf("%,d items are named by their ids, as the source says nothing of them%n", nameless);
        }
        out.println(embeddings == null ? "No embeddings: see --embeddings and --hash-words"
                : "Embeddings of length " + embeddings.columns());
        out.println("Written to " + folder);
        out.flush();
    }
}
