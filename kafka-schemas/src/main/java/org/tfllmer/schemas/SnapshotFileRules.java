/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.util.List;
import java.util.regex.Pattern;

/** What a file of the snapshot store must satisfy: above all, to lie in the store. */
final class SnapshotFileRules implements Rules<SnapshotFile> {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** No absolute path, no scheme, no escapes; and no name of dots alone, which would lead out of the store. */
    private static final Pattern PLAIN_PATH = Pattern.compile("NAME(/NAME)*".replace("NAME", "(?!\\.+(/|$))[\\w.=-]+"));

    @Override
    public void check(SnapshotFile file) throws MalformedRecordException {
        FieldRules.id("role", file.role());
        FieldRules.require(
                PLAIN_PATH.matcher(file.path()).matches(),
                "path",
                "must be plain names joined by / inside the store",
                file.path());
        FieldRules.atLeast(0, "bytes", file.bytes());
        FieldRules.require(
                SHA_256.matcher(file.sha256()).matches(),
                "sha256",
                "must be 64 lower-case hexadecimal digits",
                file.sha256());
    }

    void checkAll(List<SnapshotFile> files) throws MalformedRecordException {
        for (int i = 0; i < files.size(); i++) {
            try {
                check(files.get(i));
            } catch (MalformedRecordException e) {
                throw e.inside("files[" + i + "]");
            }
        }
    }
}
