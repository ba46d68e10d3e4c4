/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

/**
 * What was written to a file.
 *
 * @param bytes  its length
 * @param sha256 of its content, lower-case hexadecimal
 */
public record WrittenFile(long bytes, String sha256) {}
