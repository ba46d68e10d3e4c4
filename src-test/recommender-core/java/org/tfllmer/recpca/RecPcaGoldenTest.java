/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.recpca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tfllmer.graph.Laplacian;
import org.tfllmer.graph.SparseGraph;
import org.tfllmer.tensors.Float32Matrix;

/** Against dense NumPy and SciPy; make_golden.py beside golden.json says what was computed. */
class RecPcaGoldenTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** The eigenvalues' relative error is the square of the residual over the gap, or the residual at worst. */
    private static final double TOLERANCE = 1e-11;

    private record Case(RecPcaOptions options, double[] eigenvalues, double objective, double[] basis,
            double[] items) {
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void agreesWithNumPy(String name, Route route, JsonNode golden, JsonNode node) {
        Case expected = expected(golden, node, route);
        RecPcaSolution solution = RecPca.solve(embeddings(golden), graph(golden), expected.options);
        int dimension = expected.options.dimension();
        for (int j = 0; j < dimension; j++) {
            assertThat(solution.eigenvalues()[j] / expected.eigenvalues[j]).isCloseTo(1, within(1e-9));
        }
        assertThat(solution.objective() / expected.objective).isCloseTo(1, within(1e-9));
        assertThat(Subspaces.distance(solution.basis().values(), expected.basis, dimension)).isLessThan(1e-6);
        assertThat(Subspaces.distance(Subspaces.widened(solution.items().values()), expected.items, dimension))
                .isLessThan(1e-6);
        assertThat(solution.residual()).isLessThan(1e-10);
    }

    static List<Arguments> cases() throws IOException {
        List<Arguments> cases = new ArrayList<>();
        JsonNode golden = golden();
        for (JsonNode node : golden.get("cases")) {
            String name = node.get("formulation").asText() + " " + node.get("smoothness") + " "
                    + node.get("laplacian").asText() + (node.get("rowScaling").asBoolean() ? " scaled" : "")
                    + (node.get("centring").asBoolean() ? " centred" : "");
            cases.add(Arguments.of(name, Route.EXACT, golden, node));
            cases.add(Arguments.of(name, Route.ITERATIVE, golden, node));
        }
        return cases;
    }

    private static JsonNode golden() throws IOException {
        try (InputStream file = RecPcaGoldenTest.class.getResourceAsStream("golden.json")) {
            return JSON.readTree(file);
        }
    }

    private static Case expected(JsonNode golden, JsonNode node, Route route) {
        Formulation formulation = Formulation.valueOf(upper(node.get("formulation")));
        RecPcaOptions options = RecPcaOptions.defaults().withDimension(golden.get("dimension").asInt())
                .withFormulation(formulation, node.get("smoothness").asDouble())
                .withPreparation(node.get("rowScaling").asBoolean(), node.get("centring").asBoolean())
                .withColumnScaling(ColumnScaling.NONE)
                .withLaplacian(Laplacian.Form.valueOf(upper(node.get("laplacian"))))
                .withConvergence(new Convergence(route, TOLERANCE, 500));
        return new Case(options, doubles(node.get("eigenvalues")), node.get("objective").asDouble(),
                doubles(node.get("basis")), doubles(node.get("items")));
    }

    private static String upper(JsonNode text) {
        return text.asText().toUpperCase(Locale.ROOT);
    }

    private static Float32Matrix embeddings(JsonNode golden) {
        double[] values = doubles(golden.get("embeddings"));
        float[] narrow = new float[values.length];
        for (int at = 0; at < narrow.length; at++) {
            narrow[at] = (float) values[at];
        }
        return new Float32Matrix(golden.get("rows").asInt(), golden.get("columns").asInt(), narrow);
    }

    private static SparseGraph graph(JsonNode golden) {
        return SparseGraph.of(golden.get("rows").asInt(), JSON.convertValue(golden.get("from"), int[].class),
                JSON.convertValue(golden.get("to"), int[].class), doubles(golden.get("weight")));
    }

    private static double[] doubles(JsonNode list) {
        return JSON.convertValue(list, double[].class);
    }
}
