/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.backtest;

import java.util.Locale;
import java.util.Map;

/** Lines over epochs as SVG; each has its name at its end, a colour and a dash of its own. */
final class LossChart {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 48;
    private static final int RIGHT = 150;
    private static final int TOP = 12;
    private static final int BOTTOM = 32;
    private static final int TICKS = 5;
    private static final int LABEL_HEIGHT = 14;
    private static final String[] DASHES = {"none", "6 3", "2 3", "8 3 2 3"};

    private final StringBuilder svg = new StringBuilder();
    private final double least;
    private final double most;
    private final int epochs;

    private LossChart(Map<String, double[]> lines) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int longest = 1;
        for (double[] line : lines.values()) {
            for (double value : line) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            longest = Math.max(longest, line.length);
        }
        this.least = low;
        this.most = high > low ? high : low + 1;
        this.epochs = longest;
    }

    /** @param title says what is seen, to those who do not see it too */
    static String of(String title, Map<String, double[]> lines) {
        LossChart chart = new LossChart(lines);
        chart.svg.append(String.format(Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" role=img aria-label=\"%s. %s\">",
                WIDTH, HEIGHT, HtmlReport.escaped(title), HtmlReport.escaped(spoken(lines))));
        chart.axes();
        chart.lines(lines);
        return chart.svg.append("</svg>").toString();
    }

    private static String spoken(Map<String, double[]> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach((name, line) -> text.append(String.format(Locale.ROOT, "%s goes from %.2f to %.2f. ", name,
                line[0], line[line.length - 1])));
        return text.toString();
    }

    private void axes() {
        for (int tick = 0; tick <= TICKS; tick++) {
            double value = least + (most - least) * tick / TICKS;
            svg.append(String.format(Locale.ROOT, "<line class=grid x1=%d x2=%d y1=%.1f y2=%.1f />"
                            + "<text x=%d y=%.1f text-anchor=end>%.2f</text>",
                    LEFT, WIDTH - RIGHT, y(value), y(value), LEFT - 6, y(value) + 4, value));
        }
        int step = Math.max(1, epochs / 10);
        for (int epoch = 0; epoch < epochs; epoch += step) {
            svg.append(String.format(Locale.ROOT, "<text x=%.1f y=%d text-anchor=middle>%d</text>", x(epoch),
                    HEIGHT - BOTTOM + 18, epoch + 1));
        }
    }

    private void lines(Map<String, double[]> lines) {
        int number = 0;
        double free = TOP;
        for (Map.Entry<String, double[]> line : lines.entrySet().stream()
                .sorted((one, other) -> Double.compare(last(other.getValue()), last(one.getValue()))).toList()) {
            StringBuilder points = new StringBuilder();
            for (int epoch = 0; epoch < line.getValue().length; epoch++) {
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(epoch), y(line.getValue()[epoch])));
            }
            double lowest = HEIGHT - LABEL_HEIGHT * (lines.size() - number);
            double label = Math.min(Math.max(free, y(last(line.getValue()))), lowest);
            free = label + LABEL_HEIGHT;
            svg.append(String.format(Locale.ROOT, "<polyline class=c%d stroke-dasharray=\"%s\" points=\"%s\"/>"
                            + "<text class=t%d x=%d y=%.1f>%s</text>",
                    number, DASHES[number % DASHES.length], points.toString().trim(), number, WIDTH - RIGHT + 8,
                    label + 4, HtmlReport.escaped(line.getKey())));
            number++;
        }
    }

    private static double last(double[] line) {
        return line[line.length - 1];
    }

    private double x(int epoch) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (epochs == 1 ? 0.5 : (double) epoch / (epochs - 1));
    }

    private double y(double value) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (most - value) / (most - least);
    }
}
