/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockLanczosTest {

    private static final Convergence CONVERGENCE = new Convergence(Route.ITERATIVE, 1e-10, 500);

    @Test
    void findsTheLargestEigenvaluesOfALongOperatorThroughRestarts() {
        Eigenpairs pairs = BlockLanczos.leading(new Diagonal(5000, i -> 1 / (1 + 0.2 * i) - 0.5), 6, StartVectors.NONE,
                CONVERGENCE);
        for (int j = 0; j < 6; j++) {
            assertThat(pairs.values()[j]).isCloseTo(1 / (1 + 0.2 * j) - 0.5, within(1e-12));
        }
        assertTrueResiduals(new Diagonal(5000, i -> 1 / (1 + 0.2 * i) - 0.5), pairs);
    }

    /** The basis of so long an operator is in parts; the largest entries are in the last of them. */
    @Test
    void findsThemThroughRestartsWhereTheBasisIsInParts() {
        Diagonal operator = new Diagonal(40_000, i -> 1 / (1 + 0.2 * (39_999 - i)));
        Eigenpairs pairs = BlockLanczos.leading(operator, 6, StartVectors.NONE, CONVERGENCE);
        for (int j = 0; j < 6; j++) {
            assertThat(pairs.values()[j]).isCloseTo(1 / (1 + 0.2 * j), within(1e-12));
            assertThat(Math.abs(pairs.vectors()[(39_999 - j) * 6 + j])).isCloseTo(1, within(1e-8));
        }
        assertTrueResiduals(operator, pairs);
    }

    /** A start that spans an invariant subspace would never find anything else. */
    @Test
    void aStartThatIsAnInvariantSubspaceHidesNothing() {
        double[] start = new double[5000 * 2];
        start[4000 * 2] = 1;
        start[4001 * 2 + 1] = 1;
        Eigenpairs pairs = BlockLanczos.leading(new Diagonal(5000, i -> 1 / (1 + 0.2 * i)), 2,
                StartVectors.of(start, 2), CONVERGENCE);
        assertThat(pairs.values()[0]).isCloseTo(1, within(1e-12));
        assertThat(pairs.values()[1]).isCloseTo(1 / 1.2, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-10, 1e-6})
    void findsEveryCopyOfAnEigenvalueThatRepeatsMoreOftenThanABlockIsWide(double tolerance) {
        Eigenpairs pairs = BlockLanczos.leading(new Diagonal(600, i -> i < 40 ? 2 : 1.0 / (i + 1)), 50,
                StartVectors.NONE, new Convergence(Route.ITERATIVE, tolerance, 500));
        for (int j = 0; j < 50; j++) {
            assertThat(pairs.values()[j]).isCloseTo(j < 40 ? 2 : 1.0 / (j + 1), within(Math.max(1e-10, tolerance / 1000)));
        }
    }

    @Test
    void theZeroOperatorHasZerosForEigenvalues() {
        Eigenpairs pairs = BlockLanczos.leading(new Diagonal(400, i -> 0), 5, StartVectors.NONE, CONVERGENCE);
        assertThat(pairs.values()).containsOnly(0);
        assertThat(pairs.residual()).isZero();
    }

    @Test
    void aStartNearTheAnswerSavesProducts() {
        Diagonal operator = new Diagonal(5000, i -> 1 / (1 + 0.02 * i));
        Eigenpairs cold = BlockLanczos.leading(operator, 10, StartVectors.NONE, CONVERGENCE);
        Eigenpairs warm = BlockLanczos.leading(operator, 10, StartVectors.of(cold.vectors(), 10), CONVERGENCE);
        assertThat(warm.products()).isLessThan(cold.products());
    }

    private static void assertTrueResiduals(SymmetricOperator operator, Eigenpairs pairs) {
        double[] product = operator.times(pairs.vectors(), pairs.count());
        for (int at = 0; at < product.length; at++) {
            double expected = pairs.values()[at % pairs.count()] * pairs.vectors()[at];
            assertThat(product[at]).isCloseTo(expected, within(1e-10));
        }
    }

    private record Diagonal(int size, IntToDoubleFunction entry) implements SymmetricOperator {

        @Override
        public double[] times(double[] block, int columns) {
            double[] product = block.clone();
            for (int at = 0; at < product.length; at++) {
                product[at] *= entry.applyAsDouble(at / columns);
            }
            return product;
        }
    }
}
