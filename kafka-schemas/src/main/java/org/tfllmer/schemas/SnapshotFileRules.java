/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What a file of the snapshot store must satisfy: above all, to lie in the store. */
final class SnapshotFileRules implements Rules<SnapshotFile> {

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /** Plain names only: no absolute path, no scheme, no way out of the store. */
    private static final Pattern PLAIN_PATH = Pattern.compile("[A-Za-z0-9._=-]+(/[A-Za-z0-9._=-]+)*");

    @Override
    public void check(SnapshotFile file) throws MalformedRecordException {
        FieldRules.id("role", file.role());
        boolean inside = PLAIN_PATH.matcher(file.path()).matches()
                && !Arrays.asList(file.path().split("/")).contains("..");
        FieldRules.require(inside, "path", "must be plain names joined by / inside the store", file.path());
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
