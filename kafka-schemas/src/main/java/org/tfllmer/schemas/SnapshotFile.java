/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

/**
 * A file in the snapshot store.
 *
 * @param role   what it holds, for example {@code basis} or {@code edges}
 * @param path   relative to the root of the snapshot store
 * @param bytes  its length
 * @param sha256 of its content, lower-case hexadecimal
 */
public record SnapshotFile(String role, String path, long bytes, String sha256) {}
