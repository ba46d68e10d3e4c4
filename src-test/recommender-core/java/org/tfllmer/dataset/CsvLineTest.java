/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CsvLineTest {

    @Test
    void splitsAtCommas() {
        assertThat(CsvLine.split("a,b c,,d,")).containsExactly("a", "b c", "", "d", "");
    }

    @Test
    void keepsCommasAndDoubledQuotesOfAQuotedField() {
        assertThat(CsvLine.split("\"a,b\",\"say \"\"hi\"\"\",\"\",\"\"\"\""))
                .containsExactly("a,b", "say \"hi\"", "", "\"");
    }

    @Test
    void aQuoteInsideAPlainFieldIsAQuote() {
        assertThat(CsvLine.split("5\" pot,b")).containsExactly("5\" pot", "b");
    }

    @Test
    void refusesAnOpenQuoteAndTextBehindAClosedOne() {
        assertThatThrownBy(() -> CsvLine.split("a,\"b")).hasMessage("a quote is not closed on its line: \"b");
        assertThatThrownBy(() -> CsvLine.split("\"a\"\"")).hasMessageContaining("not closed");
        assertThatThrownBy(() -> CsvLine.split("\"a\"b,c")).hasMessage("text follows the quoted field \"a\"");
    }
}
