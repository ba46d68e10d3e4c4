/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.topics;

import java.util.HashMap;
import java.util.Map;

/**
 * How every Kafka client of a run reaches the brokers.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param properties       more client settings, for example of security
 */
public record KafkaConnection(String bootstrapServers, Map<String, String> properties) {

    public KafkaConnection {
        properties = Map.copyOf(properties);
    }

    /** Settings of a client, with {@code more} on top. */
    public Map<String, Object> settings(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.putAll(more);
        return settings;
    }
}
