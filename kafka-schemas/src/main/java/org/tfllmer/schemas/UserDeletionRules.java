/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

/** What a deletion must satisfy to name a user. */
public final class UserDeletionRules implements Rules<UserDeletion> {

    @Override
    public void check(UserDeletion deletion) throws MalformedRecordException {
        FieldRules.id("userId", deletion.userId());
        FieldRules.time("eventTime", deletion.eventTime());
    }
}
