/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The usual public files. */
public enum RawFormat {
    /** RecBole's atomic files: NAME.inter and, if there is one, NAME.item, tabs between fields. */
    RECBOLE {
        @Override
        public void interactions(Path source, RawColumns columns, Consumer<RawInteraction> reader) {
            new RawTable(only(source, "inter"), TAB, List.of()).read(row -> reader.accept(new RawInteraction(
                    row.required("user_id"), row.required("item_id"), row.seconds("timestamp"), row.number("rating"),
                    "")));
        }

        @Override
        public void items(Path source, RawColumns columns, Consumer<RawItem> reader) {
            if (!files(source, "item").isEmpty()) {
                new RawTable(only(source, "item"), TAB, List.of()).read(row -> reader.accept(new RawItem(
                        row.required("item_id"), first(row, "title", "movie_title", "name"),
                        row.optional("description"), split(first(row, "categories", "class", "genre"), "[ ,|]+"))));
            }
        }
    },
    /** ratings.csv and movies.csv, or ratings.dat and movies.dat of ml-1m. */
    MOVIELENS {
        @Override
        public void interactions(Path source, RawColumns columns, Consumer<RawInteraction> reader) {
            table(source, "ratings", List.of("userId", "movieId", "rating", "timestamp")).read(row ->
                    reader.accept(new RawInteraction(row.required("userId"), row.required("movieId"),
                            row.seconds("timestamp"), row.number("rating"), "rating")));
        }

        @Override
        public void items(Path source, RawColumns columns, Consumer<RawItem> reader) {
            table(source, "movies", List.of("movieId", "title", "genres")).read(row -> reader.accept(new RawItem(
                    row.required("movieId"), row.optional("title"), "", split(row.optional("genres"), "\\|"))));
        }

        private RawTable table(Path source, String name, List<String> names) {
            Path comma = source.resolve(name + ".csv");
            return Files.exists(comma)
                    ? new RawTable(comma, COMMA, List.of())
                    : new RawTable(source.resolve(name + ".dat"), "::", names);
        }
    },
    /** Reviews as NAME.jsonl with meta_NAME.jsonl beside it, plain or gzip. */
    AMAZON_2023 {
        @Override
        public void interactions(Path source, RawColumns columns, Consumer<RawInteraction> reader) {
            RawLines.reviews(source, reader);
        }

        @Override
        public void items(Path source, RawColumns columns, Consumer<RawItem> reader) {
            RawLines.metadata(source.resolveSibling("meta_" + source.getFileName()), reader);
        }
    },
    /** One file of interactions with named columns, and perhaps one of items. */
    CSV {
        @Override
        public void interactions(Path source, RawColumns columns, Consumer<RawInteraction> reader) {
            new RawTable(source, columns.separator(), List.of()).read(row -> reader.accept(new RawInteraction(
                    row.required(columns.user()), row.required(columns.item()), row.seconds(columns.time()),
                    row.number(columns.rating()), row.optional(columns.type()))));
        }

        @Override
        public void items(Path source, RawColumns columns, Consumer<RawItem> reader) {
            columns.items().ifPresent(file -> new RawTable(file, columns.separator(), List.of()).read(row ->
                    reader.accept(new RawItem(row.required(columns.item()), row.optional(columns.title()),
                            row.optional(columns.text()), split(row.optional(columns.categories()), "\\|")))));
        }
    };

    private static final String TAB = "\t";
    private static final String COMMA = ",";

    /** In the order of the file. */
    public abstract void interactions(Path source, RawColumns columns, Consumer<RawInteraction> reader);

    /** In the order of the file; none if there is no such file. */
    public abstract void items(Path source, RawColumns columns, Consumer<RawItem> reader);

    /** How the command line writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException for another text */
    public static RawFormat named(String text) {
        return Arrays.stream(values())
                .filter(format -> format.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--format must be one of "
                        + Arrays.stream(values()).map(RawFormat::text).collect(Collectors.joining(", "))
                        + ", was " + text));
    }

    private static List<Path> files(Path folder, String extension) {
        String[] names = folder.toFile().list((parent, name) -> name.endsWith("." + extension));
        return names == null ? List.of() : Arrays.stream(names).sorted().map(folder::resolve).toList();
    }

    private static Path only(Path folder, String extension) {
        List<Path> found = files(folder, extension);
        if (found.size() != 1) {
            throw new IllegalArgumentException("--source must be a folder with one file *." + extension + ", "
                    + folder + " has " + found.size());
        }
        return found.get(0);
    }

    private static String first(RawTable.Row row, String... names) {
        return Arrays.stream(names).map(row::optional).filter(value -> !value.isEmpty()).findFirst().orElse("");
    }

    private static List<String> split(String text, String pattern) {
        return Arrays.stream(text.split(pattern)).filter(part -> !part.isBlank()).toList();
    }
}
