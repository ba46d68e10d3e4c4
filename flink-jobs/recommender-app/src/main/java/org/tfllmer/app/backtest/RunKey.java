/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tfllmer.backbone.BackboneKind;

/**
 * One run.
 *
 * @param backbone null for a method without one
 * @param seed     0 for a method without one
 */
record RunKey(Method method, BackboneKind backbone, int seed) {

    static List<RunKey> all(BacktestOptions options) {
        List<RunKey> keys = new ArrayList<>();
        for (Method method : options.methods()) {
            if (!method.isTrained()) {
                keys.add(new RunKey(method, null, 0));
                continue;
            }
            for (BackboneKind backbone : options.backbones()) {
                for (int seed = 1; seed <= options.seeds(); seed++) {
                    keys.add(new RunKey(method, backbone, seed));
                }
            }
        }
        return keys;
    }

    /** The run of the same method and backbone that chooses their options. */
    RunKey first() {
        return new RunKey(method, backbone, method.isTrained() ? 1 : 0);
    }

    /** Names its file. */
    String name() {
        return backbone == null ? method.text() : row() + "-" + seed;
    }

    /** The same for all seeds. */
    String row() {
        return backbone == null ? method.text() : method.text() + "-" + backbone.name().toLowerCase(Locale.ROOT);
    }
}
