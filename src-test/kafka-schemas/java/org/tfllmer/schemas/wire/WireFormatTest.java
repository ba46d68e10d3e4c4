/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class WireFormatTest {

    @Test
    void isNamedAsInOptions() {
        assertThat(WireFormat.of("json")).isEqualTo(WireFormat.JSON);
        assertThat(WireFormat.of("avro")).isEqualTo(WireFormat.AVRO);
    }

    @Test
    void refusesAnotherNameAndListsItsOwn() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> WireFormat.of("JSON"))
                .withMessage("wire format must be one of json, avro, was JSON");
    }
}
