/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Names of the columns of a CSV file.
 *
 * @param items     a file of items; its id column is named {@code item} too
 * @param separator one of comma and tab
 */
public record RawColumns(Optional<Path> items, String separator, String user, String item, String time, String rating,
        String type, String title, String text, String categories) {}
