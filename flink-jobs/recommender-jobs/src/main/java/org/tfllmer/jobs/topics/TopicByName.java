/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.topics;

import org.tfllmer.schemas.topics.Topic;

/** Finds a topic again on the task manager: topics travel there by name. */
final class TopicByName {

    private TopicByName() {}

    @SuppressWarnings("unchecked") // a name belongs to one topic, and the caller took it from there
    static <T> Topic<T> find(String name) {
        return (Topic<T>) Topic.all().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no topic " + name));
    }
}
