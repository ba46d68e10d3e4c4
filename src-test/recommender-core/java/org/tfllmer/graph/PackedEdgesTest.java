/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedEdgesTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** State and the network hold these bytes: they may be added to, never changed. */
    @Test
    void theBytesOfARowAreWhatTheyHaveAlwaysBeen() {
        PackedEdges gain = edges(Map.of("cup", new double[] {1, 0}, "\u8336", new double[] {-0.5, 300}));
        assertThat(HexFormat.of().formatHex(gain.bytes())).isEqualTo("00000002" + "7fffffffffffffff"
                + "03637570" + "01" + "01" + "03e88cb6" + "06" + "bfe0000000000000" + "ac02");
        PackedEdges row = RowRules.PLAIN.grown(PackedEdges.none(), gain, 1_000);
        assertThat(HexFormat.of().formatHex(row.bytes())).isEqualTo("00000002" + "00000000000003e8"
                + "03637570" + "21" + "0000000003e8" + "01" + "03e88cb6" + "26" + "0000000003e8"
                + "bfe0000000000000" + "ac02");
        assertThat(HexFormat.of().formatHex(PackedEdges.cutting(List.of("cup")).bytes()))
                .isEqualTo("00000001" + "7fffffffffffffff" + "03637570" + "10");
        assertThat(HexFormat.of().formatHex(PackedEdges.none().bytes())).isEqualTo("00000000" + "7fffffffffffffff");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 127, 128, 1L << 52, (1L << 52) + 2, 1e300, -1, 0.1, 1e-300})
    void everyWeightIsReadBackAsItWas(double weight) {
        EdgeCursor edge = edges(Map.of("cup", new double[] {weight, -weight})).cursor();
        assertThat(edge.next()).isTrue();
        assertThat(edge.after()).isEqualTo(weight);
        assertThat(edge.before()).isEqualTo(-weight + 0.0);
        assertThat(edge.next()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void rowsThatGrowFromPartsAreThoseOfAPlainMap(long seed) {
        Random random = new Random(seed);
        Decay decay = seed % 2 == 0 ? Decay.NONE : new Decay(Duration.ofHours(5));
        Expiry expiry = seed < 3 ? Expiry.NEVER : Expiry.of(Duration.ofHours(20), Duration.ofHours(1));
        RowRules rules = new RowRules(decay, expiry);
        PackedEdges row = PackedEdges.none();
        Map<String, double[]> expected = new TreeMap<>(); // after, before, changed
        for (long boundary = HOUR; boundary < 300 * HOUR; boundary += HOUR * (1 + random.nextInt(8))) {
            List<PackedEdges> parts = parts(random);
            row = rules.grown(row, GainSum.of(parts), boundary);
            grow(expected, parts, rules, boundary);
            assertSame(rules.rowAt(boundary, row), expected, decay, boundary);
        }
        assertThat(row.size()).isPositive();
    }

    private static List<PackedEdges> parts(Random random) {
        List<PackedEdges> parts = new ArrayList<>();
        for (int part = random.nextInt(4); part >= 0; part--) {
            Map<String, double[]> gain = new TreeMap<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                double weight = random.nextInt(3) == 0 ? random.nextGaussian() : random.nextInt(3);
                gain.put("\u8336" + random.nextInt(12), new double[] {weight, random.nextInt(2)});
            }
            parts.add(random.nextInt(12) > 0
                    ? edges(gain) : PackedEdges.cutting(List.of("\u8336" + random.nextInt(12))));
        }
        return parts;
    }

    private static void grow(
            Map<String, double[]> row, List<PackedEdges> parts, RowRules rules, long boundary) {
        row.values().removeIf(edge -> rules.expiry().of((long) edge[2]) <= boundary);
        List<String> cut = new ArrayList<>();
        for (PackedEdges part : parts) {
            for (EdgeCursor edge = part.cursor(); edge.next(); ) {
                double[] old = row.computeIfAbsent(edge.neighbour(), none -> new double[] {0, 0, boundary});
                double left = rules.decay().factor((long) old[2], boundary);
                row.put(edge.neighbour(),
                        new double[] {left * old[0] + edge.after(), left * old[1] + edge.before(), boundary});
                if (edge.isCut()) {
                    cut.add(edge.neighbour());
                }
            }
        }
        cut.forEach(row::remove);
        row.values().removeIf(edge -> Math.abs(edge[0]) < 1e-9 && Math.abs(edge[1]) < 1e-9);
    }

    private static void assertSame(DirectedRow row, Map<String, double[]> expected, Decay decay, long boundary) {
        assertThat(row.neighbours()).containsExactlyElementsOf(expected.keySet());
        int at = 0;
        for (double[] edge : expected.values()) {
            double left = decay.factor((long) edge[2], boundary);
            assertThat(row.after()[at]).isCloseTo(left * edge[0], within(1e-12));
            assertThat(row.before()[at++]).isCloseTo(left * edge[1], within(1e-12));
        }
    }

    @Test
    void anEdgeGoesAtTheFirstStepAtWhichItHasBeenIdleForTheHorizon() {
        Expiry expiry = Expiry.of(Duration.ofHours(32), Duration.ofHours(1));
        RowRules rules = new RowRules(Decay.NONE, expiry);
        PackedEdges row = rules.grown(PackedEdges.none(), edges(Map.of("cup", new double[] {1, 0})), 3 * HOUR);
        row = rules.grown(row, edges(Map.of("pot", new double[] {1, 0})), 9 * HOUR);
        assertThat(expiry.of(row.oldestChange())).isEqualTo(36 * HOUR); // 35 h and up to a step of 2 h
        assertThat(rules.unexpired(row, 35 * HOUR).size()).isEqualTo(2);
        assertThat(rules.rowAt(36 * HOUR, row).neighbours()).containsExactly("pot");
    }

    @Test
    void theHeaviestNeighboursStayAndIdsDecideBetweenEqualOnes() {
        NeighbourLimit limit = new NeighbourLimit(3, Decay.NONE);
        PackedEdges row = RowRules.PLAIN.grown(PackedEdges.none(), edges(Map.of("a", new double[] {-2, 0},
                "b", new double[] {1, 1}, "c", new double[] {0, 2}, "d", new double[] {2, 0},
                "e", new double[] {2, 1}, "f", new double[] {0.5, 0})), HOUR);
        NeighbourLimit.Limited limited = limit.apply(row, HOUR);
        assertThat(RowRules.PLAIN.rowAt(HOUR, limited.kept()).neighbours()).containsExactly("b", "c", "e");
        assertThat(limited.cut()).containsExactly("a", "d", "f");
        assertThat(limit.apply(limited.kept(), HOUR).cut()).isEmpty();
    }

    @Test
    void whatIsHeaviestIsDecidedAsOfTheBoundary() {
        Decay decay = new Decay(Duration.ofHours(1));
        PackedEdges row = new RowRules(decay, Expiry.NEVER)
                .grown(PackedEdges.none(), edges(Map.of("old", new double[] {3, 0})), HOUR);
        row = new RowRules(decay, Expiry.NEVER).grown(row, edges(Map.of("new", new double[] {1, 0})), 3 * HOUR);
        assertThat(new NeighbourLimit(1, decay).apply(row, 3 * HOUR).cut()).containsExactly("old");
    }

    static PackedEdges edges(Map<String, double[]> weights) {
        EdgeAppender appender = new EdgeAppender(16);
        new TreeMap<>(weights).forEach((neighbour, both) -> appender.append(
                neighbour.getBytes(StandardCharsets.UTF_8), both[0], both[1]));
        return appender.toEdges();
    }
}
