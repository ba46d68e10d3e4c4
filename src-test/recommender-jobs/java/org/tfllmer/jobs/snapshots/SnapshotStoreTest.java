/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.snapshots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.Tensor;

class SnapshotStoreTest {

    @TempDir
    private Path folder;

    private SnapshotStore store;

    @BeforeEach
    void open() {
        store = new SnapshotStore(folder.toUri().toString());
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        SnapshotFile file = store.write("basis", "generations/1/basis.safetensors", tensors(1, 2));
        assertThat(store.read(file).tensor("x").floats()).containsExactly(1, 2);
        assertThat(file.bytes()).isEqualTo(Files.size(folder.resolve(file.path())));
    }

    @Test
    void aFileThatIsNotTheOneAnnouncedIsRefusedByName() throws IOException {
        SnapshotFile file = store.write("basis", "basis.safetensors", tensors(1, 2));
        store.write("basis", "basis.safetensors", tensors(3, 4));
        assertThatThrownBy(() -> store.read(file)).isInstanceOf(IOException.class)
                .hasMessageContaining("basis.safetensors").hasMessageContaining(file.sha256());
    }

    @Test
    void aSecondAttemptReplacesTheFileOfTheFirst() throws IOException {
        store.write("basis", "basis.safetensors", tensors(1, 2));
        SnapshotFile second = store.write("basis", "basis.safetensors", tensors(3, 4));
        assertThat(store.read(second).tensor("x").floats()).containsExactly(3, 4);
    }

    @Test
    void nothingIsLeftUnderATemporaryName() throws IOException {
        store.write("basis", "a/basis.safetensors", tensors(1, 2));
        try (Stream<Path> files = Files.list(folder.resolve("a"))) {
            List<String> names = files.map(path -> path.getFileName().toString())
                    .filter(name -> !name.endsWith(".crc"))
                    .toList();
            assertThat(names).containsExactly("basis.safetensors");
        }
    }

    private static NamedTensors tensors(float... values) {
        return NamedTensors.builder().add("x", Tensor.of(values, values.length)).build();
    }
}
