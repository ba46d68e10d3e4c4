/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.evaluation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A line of {@code rankings.csv}; {@code write_golden.py} beside it says how it was made. */
record GoldenRanking(
        int relevant, int cutoff, int rank, double hit, double ndcg, double reciprocal, float[] scores) {

    private static final int FIRST_SCORE = 6;

    static List<GoldenRanking> all() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                GoldenRanking.class.getResourceAsStream("rankings.csv"), StandardCharsets.UTF_8))) {
            return lines.lines().map(GoldenRanking::parse).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static GoldenRanking parse(String line) {
        String[] fields = line.split(",");
        float[] scores = new float[fields.length - FIRST_SCORE];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = Float.parseFloat(fields[FIRST_SCORE + i]);
        }
        return new GoldenRanking(
                Integer.parseInt(fields[0]),
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                Double.parseDouble(fields[3]),
                Double.parseDouble(fields[4]),
                Double.parseDouble(fields[5]),
                scores);
    }
}
