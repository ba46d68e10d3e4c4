/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import java.util.Locale;

/** What happens to the columns of the reduced item vectors. */
public enum ColumnScaling {
    /** They keep the scale that the formulation gives them: leading directions weigh most. */
    NONE,
    /** Each is divided by its standard deviation over the items, so that all weigh alike. */
    UNIT_VARIANCE;

    /** How the option's value is written. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
