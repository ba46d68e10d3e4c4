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
import java.util.Set;
import java.util.stream.Stream;
import org.tfllmer.dataset.DatasetWriter;
import org.tfllmer.dataset.InteractionFilter;
import org.tfllmer.dataset.RawColumns;
import org.tfllmer.dataset.RawFormat;
import org.tfllmer.dataset.RawInteraction;
import org.tfllmer.dataset.RawItem;
import org.tfllmer.tensors.FloatMatrix;

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

    /** @param overwrite whether a folder that is there is replaced */
    public void run(VectorSource vectors, Path folder, boolean overwrite) throws IOException {
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
        int nameless = addNameless(kept, items);
        FloatMatrix embeddings = vectors.of(new SourceItems(items, rows, described)).orElse(null);
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
        out.println(embeddings == null ? "No embeddings: see --embeddings, --hash-words and --embedder-endpoint"
                : "Embeddings of length " + embeddings.columns());
        out.println("Written to " + folder);
        out.flush();
    }
}
