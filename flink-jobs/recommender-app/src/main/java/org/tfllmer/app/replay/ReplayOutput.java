/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import org.tfllmer.schemas.Interaction;
import org.tfllmer.schemas.Item;

/** Where a replay sends what happened. */
public interface ReplayOutput {

    void item(Item item);

    void interaction(Interaction interaction);

    /** Tells every partition that event time has come this far, and returns once all that was sent has arrived. */
    void heartbeat(long eventTime);
}
