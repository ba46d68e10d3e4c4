/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

/**
 * Forget this user.
 *
 * @param eventTime when it was asked, milliseconds since 1970 UTC
 */
public record UserDeletion(String userId, long eventTime) {}
