/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs;

import java.util.HashMap;
import java.util.Map;

/** The options of the jobs as a user writes them, without those that have a default. */
public final class JobSettings {

    private JobSettings() {}

    /** What must be set, for embeddings of 8 numbers that are reduced to 2; no broker need be there. */
    public static Map<String, String> smallest() {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap-servers", "localhost:9092");
        settings.put("snapshots.directory", "file:///snapshots");
        settings.put("items.embedding-dimension", "8");
        settings.put("rec-pca.dimension", "2");
        return settings;
    }

    /** The smallest settings and one more. */
    public static Map<String, String> with(String key, String value) {
        Map<String, String> settings = smallest();
        settings.put(key, value);
        return settings;
    }
}
