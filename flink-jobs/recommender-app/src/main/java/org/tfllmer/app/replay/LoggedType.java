/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.replay;

import java.util.Locale;
import org.tfllmer.dataset.LoggedInteraction;
import org.tfllmer.schemas.InteractionType;

/** What a line of a log says that the user did. */
public final class LoggedType {

    private LoggedType() {}

    /** @throws IllegalArgumentException if there is no such type; the message names the event */
    public static InteractionType of(LoggedInteraction line) {
        try {
            return InteractionType.valueOf(line.type().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    line.eventId() + ": there is no interaction type " + line.type(), unknown);
        }
    }
}
