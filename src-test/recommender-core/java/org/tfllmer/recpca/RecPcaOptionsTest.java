/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecPcaOptionsTest {

    private final RecPcaOptions defaults = RecPcaOptions.defaults();

    @Test
    void refusesAWrongValueByTheOptionsName() {
        assertThatThrownBy(() -> defaults.withDimension(0)).hasMessage("rec-pca.dimension must be 1 or more, was 0");
        assertThatThrownBy(() -> defaults.withFormulation(Formulation.SMOOTHED, Double.NaN))
                .hasMessage("rec-pca.smoothness must be 0 or more, was NaN");
        assertThatThrownBy(() -> defaults.withFormulation(Formulation.SPECTRAL, 1.5))
                .hasMessage("rec-pca.smoothness must be between 0 and 1 for spectral, was 1.5");
        assertThatThrownBy(() -> new Convergence(Route.AUTO, 0, 1))
                .hasMessage("rec-pca.tolerance must be between 0 and 1, both excluded, was 0.0");
        assertThatThrownBy(() -> new Convergence(Route.AUTO, 1e-8, 0))
                .hasMessage("rec-pca.iteration-limit must be 1 or more, was 0");
    }

    @Test
    void writesItsChoicesInLowerCase() {
        assertThat(Formulation.PROJECTION.text()).isEqualTo("projection");
        assertThat(ColumnScaling.UNIT_VARIANCE.text()).isEqualTo("unit-variance");
        assertThat(Route.AUTO.text()).isEqualTo("auto");
    }
}
