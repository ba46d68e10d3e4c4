/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** Reads options whose values are names. */
final class Named {

    private Named() {}

    /** @throws IllegalArgumentException if there is no value of that name; the message has option, names and value */
    static <E> E of(ConfigOption<String> option, Configuration from, E[] values, Function<E, String> text) {
        String name = from.get(option);
        return Arrays.stream(values)
                .filter(value -> text.apply(value).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(option.key() + " must be one of "
                        + Arrays.stream(values).map(text).collect(Collectors.joining(", ")) + ", was " + name));
    }
}
