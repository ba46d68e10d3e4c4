/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Parts of a page that needs no other file and suits a phone as a desk, in light and in dark. */
public final class Page {

    private Page() {}

    /** @param body HTML */
    public static String of(String title, String body) {
        return template(Page.class, "page.html").replace("{title}", escaped(title)).replace("{body}", body);
    }

    /** A text that is packed beside a class. */
    public static String template(Class<?> beside, String name) {
        try (InputStream text = beside.getResourceAsStream(name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @param facts text by name */
    public static String list(Map<String, ?> facts) {
        StringBuilder list = new StringBuilder("<dl>");
        facts.forEach((name, value) -> list.append("<dt>").append(escaped(name)).append("</dt><dd>")
                .append(escaped(String.valueOf(value))).append("</dd>"));
        return list.append("</dl>").toString();
    }

    /**
     * @param head HTML of each column
     * @param rows HTML of each cell; the first of a row names it
     */
    public static String table(List<String> head, List<List<String>> rows) {
        StringBuilder text = new StringBuilder("<div class=wide><table><thead><tr>");
        head.forEach(name -> text.append("<th>").append(name));
        text.append("<tbody>");
        for (List<String> cells : rows) {
            text.append("<tr><th>").append(cells.get(0));
            cells.subList(1, cells.size()).forEach(cell -> text.append("<td>").append(cell));
        }
        return text.append("</table></div>").toString();
    }

    /** A plot, and the numbers behind it where they are asked for. */
    public static String plot(String chart, String numbers) {
        return "<div class=wide>" + chart + "</div><details><summary>The numbers</summary>" + numbers + "</details>";
    }

    public static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
