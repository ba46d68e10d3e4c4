/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.apache.flink.util.FileUtils;

/**
 * The folder of a run, from which the next run on it goes on; one run at a time.
 *
 * <pre>
 *   kafka/      topics and offsets of the embedded broker
 *   flink/      per job: savepoints and retained checkpoints
 *   snapshots/  the snapshot store: graphs, bases, embeddings
 *   data/       the generated data set, if that is what the run reads
 *   logs/
 *   data-set    what the run reads, so that no other set is mixed in
 *   lock        held while a run lasts
 * </pre>
 */
public final class StateDirectory implements AutoCloseable {

    private final Path root;
    private final FileChannel lock;
    private boolean temporary;

    private StateDirectory(Path root, FileChannel lock, boolean temporary) {
        this.root = root;
        this.lock = lock;
        this.temporary = temporary;
    }

    /**
     * Opens {@code root}, made if missing; it stays when this is closed.
     *
     * @throws IllegalArgumentException if another run holds it
     */
    public static StateDirectory open(Path root) throws IOException {
        return open(root, false);
    }

    /** Opens a new folder that {@link #close} removes. */
    public static StateDirectory temporary() throws IOException {
        return open(Files.createTempDirectory("recommender"), true);
    }

    private static StateDirectory open(Path root, boolean temporary) throws IOException {
        Path absolute = Files.createDirectories(root).toRealPath();
        FileChannel lock =
                FileChannel.open(absolute.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(lock)) {
            lock.close();
            throw new IllegalArgumentException("--state-dir is in use by another run: " + root);
        }
        return new StateDirectory(absolute, lock, temporary);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) { // held within this process
            return false;
        }
    }

    public Path root() {
        return root;
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    public Path flink() {
        return root.resolve("flink");
    }

    public Path snapshots() {
        return root.resolve("snapshots");
    }

    public Path data() {
        return root.resolve("data");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    /**
     * Marks what this folder's topics and state come from.
     *
     * @throws IllegalArgumentException if an earlier run read something else
     */
    public void belongTo(String dataSet) throws IOException {
        Path mark = root.resolve("data-set");
        Optional<String> earlier = Files.exists(mark) ? Optional.of(Files.readString(mark).strip()) : Optional.empty();
        if (earlier.isEmpty()) {
            Files.writeString(mark, dataSet + System.lineSeparator());
        } else if (!earlier.get().equals(dataSet)) {
            throw new IllegalArgumentException(
                    "--state-dir " + root + " holds state of " + earlier.get() + "; --data was " + dataSet);
        }
    }

    /** Lets a temporary folder stay after all, for somebody to look into. */
    public void keep() {
        temporary = false;
    }

    @Override
    public void close() throws IOException {
        lock.close();
        if (temporary) {
            FileUtils.deleteDirectory(root.toFile());
        }
    }
}
