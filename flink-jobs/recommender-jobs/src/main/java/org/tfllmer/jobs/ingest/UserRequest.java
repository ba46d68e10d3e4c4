/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.ingest;

import org.tfllmer.schemas.DeadLetter;
import org.tfllmer.schemas.UserDeletion;

/** One record of the user-deletions topic, decoded: a request, or else a dead letter. */
public record UserRequest(UserDeletion deletion, DeadLetter deadLetter) {}
