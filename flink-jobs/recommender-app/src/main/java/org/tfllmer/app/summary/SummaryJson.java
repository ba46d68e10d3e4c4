/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.summary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A summary for machines: the same figures as in the table, under the names of the record's components. */
public final class SummaryJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SummaryJson() {}

    /** One object, indented. */
    public static String of(Summary summary) throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(summary);
    }

    /**
     * What {@link #write} has written.
     *
     * @throws IllegalArgumentException if a figure is missing or is none
     */
    public static Summary read(Path file) throws IOException {
        try {
            return JSON.readerFor(Summary.class)
                    .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .readValue(file.toFile());
        } catch (JsonProcessingException fault) {
            throw new IllegalArgumentException(
                    file + " is no summary of 'recommender run --json': " + fault.getOriginalMessage(), fault);
        }
    }

    public static void write(Summary summary, Path file) throws IOException {
        Files.writeString(file, of(summary) + "\n");
    }
}
