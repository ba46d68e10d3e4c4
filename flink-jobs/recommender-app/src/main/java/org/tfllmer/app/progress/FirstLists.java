/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.progress;

import java.io.PrintStream;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.tfllmer.schemas.Recommendations;
import org.tfllmer.schemas.Recommendations.Scored;

/** Prints the first lists that were published, with titles, and remembers when they came. */
public final class FirstLists implements Consumer<Recommendations> {

    private final Map<String, String> titles;
    private final PrintStream out;
    private final DoubleSupplier secondsSinceStart;
    private volatile Double first;
    private volatile Double firstOfGeneration;

    /** @param titles of items by id; an item without one is printed by its id */
    public FirstLists(Map<String, String> titles, PrintStream out, DoubleSupplier secondsSinceStart) {
        this.titles = titles;
        this.out = out;
        this.secondsSinceStart = secondsSinceStart;
    }

    @Override
    public void accept(Recommendations list) {
        if (list.items().isEmpty()) {
            return;
        }
        if (first == null) {
            first = secondsSinceStart.getAsDouble();
            print("First recommendations", list, first);
        }
        if (firstOfGeneration == null && list.generation() > 0) {
            firstOfGeneration = secondsSinceStart.getAsDouble();
            print("First recommendations of a Rec-PCA generation", list, firstOfGeneration);
        }
    }

    private void print(String what, Recommendations list, double seconds) {
        StringBuilder text = new StringBuilder(String.format(
                "%s after %.1f s: user %s, %s%n", what, seconds, list.userId(), list.source().wireName()));
        for (Scored item : list.items()) {
            text.append(String.format("  %7.4f  %s%s%n", item.score(), title(item.itemId()), because(item)));
        }
        out.print(text);
    }

    private String because(Scored item) {
        return item.reason() == null ? "" : "   (because of " + title(item.reason()) + ")";
    }

    private String title(String itemId) {
        return titles.getOrDefault(itemId, itemId);
    }

    /** Seconds since the process started until a list was published, or null. */
    public Double first() {
        return first;
    }

    /** Seconds since the process started until a generation had scored a list, or null. */
    public Double firstOfGeneration() {
        return firstOfGeneration;
    }
}
