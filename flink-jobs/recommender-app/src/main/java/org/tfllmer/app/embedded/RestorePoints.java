/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.embedded;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.util.FileUtils;

/**
 * The savepoints and retained checkpoints of one job. Flink numbers both in one upward series that goes on after a
 * restore, so the highest number is the latest state whatever the clock said and however often a run was killed.
 */
final class RestorePoints {

    private static final String METADATA = "_metadata";

    private final Path folder;

    /** @param folder of this job alone; need not exist */
    RestorePoints(Path folder) {
        this.folder = folder;
    }

    Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    Path savepoints() {
        return folder.resolve("savepoints");
    }

    /** The complete savepoint or checkpoint with the highest number; Flink writes the metadata last, in one step. */
    Optional<Path> latest() throws IOException {
        TreeMap<Long, Path> byNumber = new TreeMap<>();
        for (Path metadata : metadataFiles()) {
            byNumber.put(number(metadata), metadata.getParent());
        }
        return Optional.ofNullable(byNumber.lastEntry()).map(entry -> entry.getValue());
    }

    /** Removes all but {@code savepoint}, which must hold everything it needs itself, as a savepoint does. */
    void keepOnly(Path savepoint) throws IOException {
        FileUtils.deleteDirectory(checkpoints().toFile());
        try (Stream<Path> present = Files.list(savepoints())) {
            for (Path other : present.filter(path -> !path.getFileName().equals(savepoint.getFileName())).toList()) {
                FileUtils.deleteDirectory(other.toFile());
            }
        }
    }

    private List<Path> metadataFiles() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().equals(METADATA)).toList();
        }
    }

    private static long number(Path metadata) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(metadata)))) {
            return Checkpoints.loadCheckpointMetadata(in, RestorePoints.class.getClassLoader(), metadata.toString())
                    .getCheckpointId();
        }
    }
}
