/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import java.util.Map;
import java.util.Properties;
import org.tfllmer.schemas.wire.WireFormat;

/**
 * How Kafka is reached and what is written on its topics.
 *
 * @param properties passed to every client as they are
 * @param formats    wire format of each topic that has one
 */
public record KafkaOptions(String bootstrapServers, Map<String, String> properties, Map<String, WireFormat> formats) {

    public KafkaOptions {
        properties = Map.copyOf(properties);
        formats = Map.copyOf(formats);
    }

    public WireFormat format(String topic) {
        WireFormat format = formats.get(topic);
        if (format == null) {
            throw new IllegalArgumentException("Topic " + topic + " has no wire format");
        }
        return format;
    }

    public Properties clientProperties() {
        Properties client = new Properties();
        client.putAll(properties);
        return client;
    }
}
