/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.util.List;
import java.util.Map;

/**
 * A set of embeddings and weights that belong together. Announced by one record, so nobody can mix two.
 *
 * @param model       names the line of generations
 * @param number      counts upwards from 1 within the model
 * @param parent      number of the generation it started from, or null
 * @param boundary    event time of the graph it was made from, milliseconds since 1970 UTC
 * @param files       everything it consists of
 * @param measures    figures of the solve and of the paper's diagnosis, by name
 * @param reason      why it was revoked, or null
 * @param announcedAt wall-clock time of this record, milliseconds since 1970 UTC
 */
public record Generation(
        String model,
        long number,
        Long parent,
        GenerationState state,
        long boundary,
        List<SnapshotFile> files,
        Map<String, Double> measures,
        String reason,
        long announcedAt) {}
