/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.topics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.tfllmer.schemas.Interaction;

/** What a topic's folder holds on the class path. */
final class TopicFolder {

    private final Path folder;

    private TopicFolder(Path folder) {
        this.folder = folder;
    }

    static TopicFolder of(String topic) {
        return new TopicFolder(moduleFile(topic));
    }

    /** A file or folder beside the topics. */
    static Path moduleFile(String name) {
        try {
            URI uri = Interaction.class.getResource(name).toURI();
            return Path.of(uri);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    Path file(String path) {
        return folder.resolve(path);
    }

    /** Files of a folder by name, all but {@code expected.json}. */
    List<Path> files(String path, String suffix) {
        try (Stream<Path> files = Files.list(folder.resolve(path))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .filter(file -> !file.endsWith("expected.json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
