/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How a topic's values are written. */
public enum WireFormat {

    /** One object with the schema's field names. For topics that people write and read. */
    JSON("json"),

    /** Avro's single-object encoding: C3 01, the schema's fingerprint, the binary record. For arrays. */
    AVRO("avro");

    private final String optionText;

    WireFormat(String optionText) {
        this.optionText = optionText;
    }

    /** The name of this format in options and in the topic catalogue. */
    public String optionText() {
        return optionText;
    }

    /** @throws IllegalArgumentException if there is no such format */
    public static WireFormat of(String optionText) {
        return Arrays.stream(values())
                .filter(format -> format.optionText.equals(optionText))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "wire format must be one of " + optionTexts() + ", was " + optionText));
    }

    private static String optionTexts() {
        return Arrays.stream(values()).map(WireFormat::optionText).collect(Collectors.joining(", "));
    }
}
