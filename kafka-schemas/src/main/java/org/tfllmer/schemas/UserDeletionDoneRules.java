/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

/** What the account of a deletion must satisfy: it follows its request, and counts. */
public final class UserDeletionDoneRules implements Rules<UserDeletionDone> {

    @Override
    public void check(UserDeletionDone done) throws MalformedRecordException {
        FieldRules.id("userId", done.userId());
        FieldRules.time("requestedAt", done.requestedAt());
        FieldRules.time("doneAt", done.doneAt());
        FieldRules.require(
                done.doneAt() >= done.requestedAt(),
                "doneAt",
                "must be requestedAt " + done.requestedAt() + " or later",
                done.doneAt());
        FieldRules.atLeast(0, "interactions", done.interactions());
        FieldRules.atLeast(0, "pairs", done.pairs());
        FieldRules.time("takenBackSince", done.takenBackSince());
        FieldRules.require(
                done.takenBackSince() <= done.doneAt(),
                "takenBackSince",
                "must be doneAt " + done.doneAt() + " or earlier",
                done.takenBackSince());
    }
}
