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

    /**
     * @throws IllegalArgumentException if the folder holds runs of other data or options; the message says what differs
     */
    RunFiles(Path out, Map<String, Object> settings) throws IOException {
        this.folder = Files.createDirectories(out.resolve("runs"));
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
        Path file = file(key);
        return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), RunResult.class)) : Optional.empty();
    }

    void write(RunKey key, RunResult result) throws IOException {
        Path unfinished = folder.resolve(key.name() + ".part");
        JSON.writerWithDefaultPrettyPrinter().writeValue(unfinished.toFile(), result);
        Files.move(unfinished, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path file(RunKey key) {
        return folder.resolve(key.name() + ".json");
    }
}
