/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines over steps as SVG; each has its name at its end, a colour and a dash of its own. */
public final class LineChart {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 48;
    private static final int RIGHT = 150;
    private static final int TOP = 12;
    private static final int BOTTOM = 32;
    private static final int TICKS = 5;
    private static final int LABEL_HEIGHT = 14;
    private static final int LABEL_LETTER = 9;
    /** A range of values that two decimals do not tell apart. */
    private static final double FINE = 0.5;
    private static final String[] DASHES = {"none", "6 3", "2 3", "8 3 2 3"};

    private final StringBuilder svg = new StringBuilder();
    private final double least;
    private final double most;
    private final List<String> steps;
    private final String format;

    private LineChart(List<String> steps, Map<String, double[]> lines) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] line : lines.values()) {
            for (double value : line) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        this.least = low;
        this.most = high > low ? high : low + 1;
        this.steps = steps;
        this.format = most - least < FINE ? "%.3f" : "%.2f";
    }

    /**
     * @param title says what is seen, to those who do not see it too
     * @param steps name of each
     * @param lines a value per step, by name; at least one
     */
    public static String of(String title, List<String> steps, Map<String, double[]> lines) {
        LineChart chart = new LineChart(steps, lines);
        chart.svg.append(String.format(Locale.ROOT, "<svg viewBox=\"0 0 %d %d\" role=img aria-label=\"%s. %s\">",
                WIDTH, HEIGHT, Page.escaped(title), Page.escaped(chart.spoken(lines))));
        chart.axes();
        chart.lines(lines);
        return chart.svg.append("</svg>").toString();
    }

    private String spoken(Map<String, double[]> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach((name, line) -> text.append(String.format(Locale.ROOT, "%s goes from " + format + " to " + format + ". ", name,
                line[0], line[line.length - 1])));
        return text.toString();
    }

    private void axes() {
        for (int tick = 0; tick <= TICKS; tick++) {
            double value = least + (most - least) * tick / TICKS;
            svg.append(String.format(Locale.ROOT, "<line class=grid x1=%d x2=%d y1=%.1f y2=%.1f />"
                            + "<text x=%d y=%.1f text-anchor=end>" + format + "</text>",
                    LEFT, WIDTH - RIGHT, y(value), y(value), LEFT - 6, y(value) + 4, value));
        }
        int longest = steps.stream().mapToInt(String::length).max().orElse(1);
        int labels = Math.max(1, (WIDTH - LEFT - RIGHT) / (LABEL_LETTER * (longest + 1)));
        int apart = (steps.size() + labels - 1) / labels;
        for (int step = 0; step < steps.size(); step += apart) {
            svg.append(String.format(Locale.ROOT, "<text x=%.1f y=%d text-anchor=middle>%s</text>", x(step),
                    HEIGHT - BOTTOM + 18, Page.escaped(steps.get(step))));
        }
    }

    private void lines(Map<String, double[]> lines) {
        int number = 0;
        double free = TOP;
        for (Map.Entry<String, double[]> line : lines.entrySet().stream()
                .sorted((one, other) -> Double.compare(last(other.getValue()), last(one.getValue()))).toList()) {
            StringBuilder points = new StringBuilder();
            for (int step = 0; step < line.getValue().length; step++) {
                points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(step), y(line.getValue()[step])));
            }
            double lowest = HEIGHT - LABEL_HEIGHT * (lines.size() - number);
            double label = Math.min(Math.max(free, y(last(line.getValue()))), lowest);
            free = label + LABEL_HEIGHT;
            svg.append(String.format(Locale.ROOT, "<polyline class=c%d stroke-dasharray=\"%s\" points=\"%s\"/>"
                            + "<text class=t%d x=%d y=%.1f>%s</text>",
                    number, DASHES[number % DASHES.length], points.toString().trim(), number, WIDTH - RIGHT + 8,
                    label + 4, Page.escaped(line.getKey())));
            number++;
        }
    }

    private static double last(double[] line) {
        return line[line.length - 1];
    }

    private double x(int step) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (steps.size() == 1 ? 0.5 : (double) step / (steps.size() - 1));
    }

    private double y(double value) {
        return TOP + (HEIGHT - TOP - BOTTOM) * (most - value) / (most - least);
    }
}
