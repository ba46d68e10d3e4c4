/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.tfllmer.app.imports.DatasetImport;
import org.tfllmer.app.imports.EndpointVectors;
import org.tfllmer.app.imports.FileVectors;
import org.tfllmer.app.imports.HashedVectors;
import org.tfllmer.app.imports.VectorSource;
import org.tfllmer.dataset.InteractionFilter;
import org.tfllmer.dataset.RawColumns;
import org.tfllmer.dataset.RawFormat;
import org.tfllmer.embedding.HttpEmbedder;
import org.tfllmer.embedding.HttpEmbedderOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recommender import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description = "Turns the usual public files into a data set's folder. Names file, line and field of what is wrong.")
final class ImportCommand implements Callable<Integer> {

    private static final int TEXTS_PER_REQUEST = 64;
    private static final Duration LINGER = Duration.ofMillis(50);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    @Spec
    private CommandSpec spec;

    @Option(names = "--format", required = true, paramLabel = "NAME",
            description = "recbole (NAME.inter, NAME.item), movielens (ratings and movies, .csv or .dat), amazon-2023 "
                    + "(NAME.jsonl, meta_NAME.jsonl) or csv.")
    private String format;

    @Option(names = "--source", required = true, paramLabel = "PATH",
            description = "Folder of recbole or movielens; file of interactions for the others. May be .gz.")
    private Path source;

    @Option(names = "--items", paramLabel = "FILE", description = "csv: file of items.")
    private Path items;

    @Option(names = "--separator", paramLabel = "NAME", defaultValue = "comma", description = "csv: comma or tab.")
    private String separator;

    @Option(names = "--user-column", defaultValue = "user", description = "csv.")
    private String user;

    @Option(names = "--item-column", defaultValue = "item", description = "csv, in both files.")
    private String item;

    @Option(names = "--time-column", defaultValue = "timestamp", description = "csv: seconds or milliseconds.")
    private String time;

    @Option(names = "--rating-column", defaultValue = "rating", description = "csv, if there is one.")
    private String rating;

    @Option(names = "--type-column", defaultValue = "type", description = "csv, if there is one.")
    private String type;

    @Option(names = "--title-column", defaultValue = "title", description = "csv, of the items.")
    private String title;

    @Option(names = "--text-column", defaultValue = "text", description = "csv, of the items.")
    private String text;

    @Option(names = "--categories-column", defaultValue = "categories", description = "csv: separated by |.")
    private String categories;

    @Option(names = "--min-rating", defaultValue = "-Infinity", description = "Leave out what is rated lower.")
    private double minRating;

    @Option(names = "--duplicates", paramLabel = "NAME", defaultValue = "keep-first",
            description = "Of a user's interactions with one item: keep-first, keep-last or keep-all.")
    private String duplicates;

    @Option(names = "--k-core", paramLabel = "K", defaultValue = "1",
            description = "Leave out users and items with fewer than K interactions, until none is left.")
    private int core;

    @Option(names = "--embeddings", paramLabel = "FILE",
            description = "A .npy or .safetensors file with a row for each item of the source, in its order. A "
                    + ".safetensors file that lists its items is read by their ids.")
    private Path embeddings;

    @Option(names = "--hash-words", paramLabel = "LENGTH",
            description = "Make embeddings of this length by hashing the items' words.")
    private Integer hashed;

    @Option(names = "--embedder-endpoint", paramLabel = "URL",
            description = "Ask an OpenAI-compatible endpoint for embeddings, as https://api.openai.com/v1/embeddings.")
    private URI endpoint;

    @Option(names = "--embedder-model", paramLabel = "NAME", description = "Name of the endpoint's model.")
    private String model;

    @Option(names = "--embedder-dimension", paramLabel = "LENGTH", description = "Length of its embeddings.")
    private Integer dimension;

    @Option(names = "--embedder-key-variable", paramLabel = "NAME",
            description = "Environment variable that holds the endpoint's key, if it wants one.")
    private String keyVariable;

    @Option(names = "--embedder-requests-per-second", paramLabel = "N", defaultValue = "5",
            description = "At most, repeated ones included.")
    private double requestsPerSecond;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the data set.")
    private Path out;

    @Option(names = "--overwrite", description = "Replace the folder if it is there.")
    private boolean overwrite;

    @Override
    public Integer call() throws Exception {
        RawColumns columns = new RawColumns(Optional.ofNullable(items), separator(), user, item, time, rating, type,
                title, text, categories);
        new DatasetImport(RawFormat.named(format), source, columns,
                new InteractionFilter(minRating, duplicates(), core), spec.commandLine().getOut())
                .run(vectors(), out, overwrite);
        return ExitCodes.DONE;
    }

    private VectorSource vectors() {
        if (Stream.of(embeddings, hashed, endpoint).filter(Objects::nonNull).count() > 1) {
            throw new IllegalArgumentException(
                    "Of --embeddings, --hash-words and --embedder-endpoint only one can be given");
        }
        if (endpoint != null) {
            HttpEmbedderOptions options = new HttpEmbedderOptions(endpoint, required("--embedder-model", model),
                    required("--embedder-dimension", dimension), TEXTS_PER_REQUEST, LINGER, requestsPerSecond,
                    TIMEOUT, ATTEMPTS, FIRST_PAUSE, LONGEST_PAUSE);
            String key = key();
            return new EndpointVectors(
                    () -> new HttpEmbedder(options, key), dimension, spec.commandLine().getOut());
        }
        if (hashed != null) {
            return new HashedVectors(hashed);
        }
        return embeddings == null ? VectorSource.NONE : new FileVectors(embeddings);
    }

    private static <T> T required(String option, T value) {
        if (value == null) {
            throw new IllegalArgumentException("--embedder-endpoint needs " + option);
        }
        return value;
    }

    private String key() {
        String key = keyVariable == null ? null : System.getenv(keyVariable);
        if (keyVariable != null && (key == null || key.isBlank())) {
            throw new IllegalArgumentException(
                    "--embedder-key-variable names " + keyVariable + ", which is not set in the environment");
        }
        return key == null ? null : key.trim();
    }

    private String separator() {
        return switch (separator) {
            case "comma" -> ",";
            case "tab" -> "\t";
            default -> throw new IllegalArgumentException("--separator must be comma or tab, was " + separator);
        };
    }

    private InteractionFilter.Duplicates duplicates() {
        try {
            return InteractionFilter.Duplicates.valueOf(duplicates.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "--duplicates must be keep-first, keep-last or keep-all, was " + duplicates, unknown);
        }
    }
}
