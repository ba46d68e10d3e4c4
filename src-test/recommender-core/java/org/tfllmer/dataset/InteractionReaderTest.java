/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InteractionReaderTest {

    private static final String HEADER = "user,item,timestamp\n";

    @TempDir
    private Path folder;

    @Test
    void readsWindowsLineEndsAndAByteOrderMark() throws IOException {
        assertThat(read("\uFEFFuser,item,timestamp\r\nann,tea,5\r\n"))
                .containsExactly(new LoggedInteraction("shop-2", "ann", "tea", "view", 5000));
    }

    @Test
    void aFileMayHaveNoInteractions() throws IOException {
        assertThat(read(HEADER)).isEmpty();
    }

    @Test
    void interactionsOfTheSameSecondKeepTheirOrder() throws IOException {
        assertThat(read(HEADER + "ann,tea,5\nann,cup,5\n"))
                .extracting(LoggedInteraction::itemId)
                .containsExactly("tea", "cup");
    }

    @Test
    void saysWhichLineAndFieldIsWrong() {
        assertWrong("ann,tea,5\nann,tea,soon\n", "line 3, timestamp: 'soon' is no whole number of seconds");
        assertWrong("ann,tea,-1\n", "line 2, timestamp: -1 are no seconds since 1970");
        assertWrong("ann,tea,1700000000000\n", "are they milliseconds?");
        assertWrong("ann,tea,5\n\nann,tea,4\n", "line 4, timestamp: 4 is earlier than 5 before it; sort");
        assertWrong(",tea,5\n", "line 2, user: is empty");
        assertWrong("ann, ,5\n", "line 2, item: is empty");
        assertWrong("ann,tea\n", "line 2: has 2 fields, the header 3");
        assertWrong("ann,tea,5,6\n", "line 2: has 4 fields, the header 3");
        assertWrong("ann,\"tea,5\n", "line 2: a quote is not closed on its line: \"tea,5");
    }

    @Test
    void saysWhichColumnTheHeaderLacks() {
        assertWrongFile("user,item,time\n", "line 1, header: there is no column 'timestamp' among [user, item, time]");
        assertWrongFile("user,user,timestamp\n", "line 1, header: a column is named twice: [user, user, timestamp]");
        assertWrongFile("", "line 1, header: there is no column 'user' among []");
    }

    @Test
    void hasNoNextBehindTheLast() throws IOException {
        Path file = Files.writeString(folder.resolve("interactions.csv"), HEADER);
        try (InteractionReader reader = new InteractionReader(TextFile.open(file), "shop")) {
            assertThatThrownBy(reader::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    private void assertWrong(String lines, String message) {
        assertWrongFile(HEADER + lines, message);
    }

    private void assertWrongFile(String content, String message) {
        assertThatThrownBy(() -> read(content))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll(folder.resolve("interactions.csv").toString(), message);
    }

    private List<LoggedInteraction> read(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("interactions.csv"), content);
        List<LoggedInteraction> interactions = new ArrayList<>();
        try (TextFile text = TextFile.open(file)) {
            new InteractionReader(text, "shop").forEachRemaining(interactions::add);
        }
        return interactions;
    }
}
