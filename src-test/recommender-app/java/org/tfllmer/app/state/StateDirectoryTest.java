/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {

    @TempDir
    private Path folder;

    @Test
    void refusesASecondRunWhileTheFirstLasts() throws Exception {
        Path root = folder.resolve("state");
        try (StateDirectory first = StateDirectory.open(root)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> StateDirectory.open(root))
                    .withMessage("--state-dir is in use by another run: " + root);
            assertThat(first.root()).isDirectory();
        }
        StateDirectory.open(root).close();
    }

    @Test
    void keepsWhatAnEarlierRunWrote() throws Exception {
        Path written;
        try (StateDirectory first = StateDirectory.open(folder)) {
            written = Files.createDirectories(first.snapshots()).resolve("basis");
            Files.writeString(written, "W");
        }
        try (StateDirectory second = StateDirectory.open(folder)) {
            assertThat(second.snapshots().resolve("basis")).hasContent("W");
        }
    }

    @Test
    void refusesAnotherDataSet() throws Exception {
        try (StateDirectory first = StateDirectory.open(folder)) {
            first.belongTo("/sets/tea");
        }
        try (StateDirectory second = StateDirectory.open(folder)) {
            second.belongTo("/sets/tea");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> second.belongTo("/sets/coffee"))
                    .withMessageContainingAll("/sets/tea", "--data was /sets/coffee");
        }
    }

    @Test
    void leavesNothingOfATemporaryRun() throws Exception {
        Path root;
        try (StateDirectory run = StateDirectory.temporary()) {
            root = run.root();
            Files.createDirectories(run.kafka().resolve("data"));
        }
        assertThat(root).doesNotExist();
    }

    @Test
    void leavesATemporaryRunThatIsToBeKept() throws Exception {
        StateDirectory run = StateDirectory.temporary();
        run.keep();
        run.close();
        assertThat(run.root()).isDirectory();
    }
}
