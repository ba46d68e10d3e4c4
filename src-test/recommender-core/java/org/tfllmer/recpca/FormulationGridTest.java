/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormulationGridTest {

    private static final RecPcaOptions BASE = RecPcaOptions.defaults().withDimension(3).withPreparation(false, true);
    private static final List<RecPcaOptions> GRID = FormulationGrid.around(BASE);

    @Test
    void plainPcaComesFirst() {
        assertThat(GRID.get(0).smoothness()).isZero();
        assertThat(GRID.get(1).smoothness()).isZero();
    }

    @Test
    void eachFormulationIsTriedAtItsUsualStrengthWithEachColumnScaling() {
        for (Formulation formulation : Formulation.values()) {
            for (ColumnScaling scaling : ColumnScaling.values()) {
                assertThat(GRID).contains(
                        BASE.withFormulation(formulation, formulation.usualSmoothness()).withColumnScaling(scaling));
            }
        }
    }

    @Test
    void noPointIsTriedTwiceAndTheOtherOptionsStay() {
        assertThat(GRID).doesNotHaveDuplicates();
        assertThat(GRID).allMatch(options -> options.dimension() == 3 && !options.rowScaling());
        assertThat(Arrays.asList(Formulation.values())).allSatisfy(formulation ->
                assertThat(GRID).anyMatch(options -> options.formulation() == formulation));
    }
}
