/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotFileRulesTest {

    private final SnapshotFileRules rules = new SnapshotFileRules();

    @ParameterizedTest
    @ValueSource(strings = {"edges-0.safetensors", "graph/t=0/part_0.safetensors", "a/..b/...c"})
    void acceptsAPathInsideTheStore(String path) {
        assertThatCode(() -> rules.check(file(path))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "/etc/passwd", "..", "../x", "a/../../x", "a/..", "./x", "a/./b", "a//b", "a/", "s3://bucket/x",
        "file:x", "a\\b", "a b", "a%2fb"
    })
    void refusesAPathThatMightLeaveIt(String path) {
        MalformedRecordException fault =
                catchThrowableOfType(MalformedRecordException.class, () -> rules.check(file(path)));
        assertThat(fault.field()).isEqualTo("path");
    }

    private static SnapshotFile file(String path) {
        return new SnapshotFile("edges", path, 0, "0123456789abcdef".repeat(4));
    }
}
