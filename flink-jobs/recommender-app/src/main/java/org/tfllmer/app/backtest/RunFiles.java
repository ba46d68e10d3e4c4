/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One file per finished run, so that an interrupted backtest goes on where it stopped. */
final class RunFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Path tries;

    /**
     * @throws IllegalArgumentException if the folder holds runs of other data or options; the message says what differs
     */
    RunFiles(Path out, Map<String, Object> settings) throws IOException {
        this.folder = Files.createDirectories(out.resolve("runs"));
        this.tries = Files.createDirectories(out.resolve("tries"));
        Path file = out.resolve("settings.json");
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(settings) + "\n";
        if (!Files.exists(file)) {
            Files.writeString(file, text);
        } else if (!Files.readString(file).equals(text)) {
            throw new IllegalArgumentException("--out holds a backtest with other options: "
                    + differences(JSON.readValue(file.toFile(), LinkedHashMap.class), settings));
        }
    }

    private static String differences(Map<?, ?> there, Map<String, Object> here) {
        StringBuilder text = new StringBuilder();
        here.forEach((name, value) -> {
            if (!String.valueOf(value).equals(String.valueOf(there.get(name)))) {
                text.append(text.isEmpty() ? "" : ", ").append(name).append(" was ").append(there.get(name))
                        .append(" and is ").append(value);
            }
        });
        return text.toString();
    }

    Optional<RunResult> read(RunKey key) throws IOException {
        return read(file(key));
    }

    /** What a try of the search came to. */
    Optional<RunResult> read(RunKey key, Choice choice) throws IOException {
        return read(file(key, choice));
    }

    private static Optional<RunResult> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), RunResult.class)) : Optional.empty();
    }

    void write(RunKey key, RunResult result) throws IOException {
        write(file(key), result);
    }

    /** What a try of the search came to. */
    void write(RunKey key, Choice choice, RunResult result) throws IOException {
        write(file(key, choice), result);
    }

    private static void write(Path file, RunResult result) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        JSON.writerWithDefaultPrettyPrinter().writeValue(unfinished.toFile(), result);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(RunKey key) {
        return folder.resolve(key.name() + ".json");
    }

    private Path file(RunKey key, Choice choice) {
        return tries.resolve(key.name() + "." + choice.name() + ".json");
    }
}
