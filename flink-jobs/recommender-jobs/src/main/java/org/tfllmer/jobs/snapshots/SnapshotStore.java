/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.snapshots;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.SafetensorsReader;
import org.tfllmer.tensors.SafetensorsWriter;
import org.tfllmer.tensors.WrittenFile;

/**
 * A folder of safetensors files on any of Flink's file systems. Topics carry their paths instead of their content.
 * A file is written under a temporary name and then renamed, so nobody reads half of one.
 */
public final class SnapshotStore implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int BUFFER = 1 << 16;

    private final String root;

    /** @param root URI of the folder, made when the first file is written */
    public SnapshotStore(String root) {
        this.root = root;
    }

    /**
     * Writes a file, in place of one that a failed attempt may have left.
     *
     * @param path relative to the root, with slashes
     */
    public SnapshotFile write(String role, String path, NamedTensors tensors) throws IOException {
        Path target = new Path(root, path);
        Path temporary = new Path(root, path + "." + UUID.randomUUID() + ".part");
        FileSystem files = target.getFileSystem();
        files.mkdirs(target.getParent());
        WrittenFile written;
        try (OutputStream out = new BufferedOutputStream(
                files.create(temporary, FileSystem.WriteMode.NO_OVERWRITE), BUFFER)) {
            written = SafetensorsWriter.write(tensors, out);
        }
        files.delete(target, false);
        if (!files.rename(temporary, target)) {
            throw new IOException("Cannot rename " + temporary + " to " + target);
        }
        return new SnapshotFile(role, path, written.bytes(), written.sha256());
    }

    /** @throws IOException if the file is missing, broken, or not the one that was announced; the message names it */
    public NamedTensors read(SnapshotFile file) throws IOException {
        Path path = new Path(root, file.path());
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(
                new BufferedInputStream(path.getFileSystem().open(path), BUFFER), digest)) {
            NamedTensors tensors = SafetensorsReader.read(in, path.toString(), file.bytes());
            check(file.sha256(), HexFormat.of().formatHex(digest.digest()), path);
            return tensors;
        }
    }

    /** Reads what was written here, where no announcement is at hand. */
    public NamedTensors read(String path) throws IOException {
        Path file = new Path(root, path);
        FileSystem files = file.getFileSystem();
        try (InputStream in = new BufferedInputStream(files.open(file), BUFFER)) {
            return SafetensorsReader.read(in, file.toString(), files.getFileStatus(file).getLen());
        }
    }

    /** Names of the files and folders in a folder; none if there is no such folder. */
    public List<String> list(String folder) throws IOException {
        Path path = new Path(root, folder);
        FileSystem files = path.getFileSystem();
        FileStatus[] found = files.exists(path) ? files.listStatus(path) : null;
        return found == null ? List.of() : Arrays.stream(found).map(file -> file.getPath().getName()).toList();
    }

    /** Deletes a file, or a folder with all that is in it, or nothing if there is none. */
    public void delete(String path) throws IOException {
        Path target = new Path(root, path);
        target.getFileSystem().delete(target, true);
    }

    private static void check(String announced, String found, Path path) throws IOException {
        if (!announced.equals(found)) {
            throw new IOException(path + " was announced with SHA-256 " + announced + " and has " + found);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
