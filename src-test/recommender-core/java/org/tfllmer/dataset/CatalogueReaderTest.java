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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueReaderTest {

    @TempDir
    private Path folder;

    @Test
    void takesTheFirstTextThatIsNotEmpty() throws IOException {
        assertThat(read("{'item': 1, 'title': 'Tea', 'text': '', 'overview': null, 'description': 'Hot.'}"))
                .extracting(CatalogueItem::text)
                .containsExactly("Hot.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {'title': 'Tea'}                                    | item: is missing
            {'item': '', 'title': 'Tea'}                        | item: is missing
            {'item': 1.5, 'title': 'Tea'}                       | item: must be a text, was 1.5
            {'item': 1}                                         | title: is missing
            {'item': 1, 'title': 5}                             | title: must be a text, was 5
            {'item': 1, 'title': 'Tea', 'text': ['a']}          | text: must be a text, was ["a"]
            {'item': 1, 'title': 'Tea', 'genres': 'Drama'}      | genres: must be an array of texts, was "Drama"
            {'item': 1, 'title': 'Tea', 'categories': [1]}      | categories: must be an array of texts, was [1]
            {'item': 1, 'title': 'Tea', 'available_from': '1'}  | available_from: must be whole seconds since 1970
            {'item': 1, 'title': 'Tea', 'available_from': -1}   | available_from: must be whole seconds since 1970
            {'item': 0, 'title': 'Tea'}                         | item: '0' stands on line 1 already
            {'item': 1, 'item': 2, 'title': 'Tea'}              | is no valid JSON: Duplicate field 'item'
            {'item': 1, 'title': 'Tea'} {}                      | is no valid JSON
            {'item': 1,                                         | is no valid JSON
            ['item']                                            | is no JSON object
            """)
    void saysWhichLineAndFieldIsWrong(String line, String problem) {
        assertThatThrownBy(() -> read("{'item': '0', 'title': 'First'}\n" + line))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining(folder.resolve("items.jsonl") + ", line 2")
                .hasMessageContaining(problem);
    }

    private List<CatalogueItem> read(String lines) throws IOException {
        Path file = Files.writeString(folder.resolve("items.jsonl"), lines.replace('\'', '"'));
        try (TextFile text = TextFile.open(file)) {
            return CatalogueReader.read(text);
        }
    }
}
