/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code .npy} file says about its array: the literal of a Python dictionary.
 *
 * @param type         NumPy's {@code descr}, for example {@code <f4}
 * @param fortranOrder whether the array lies column after column
 */
record NpyHeader(String type, boolean fortranOrder, long[] shape) {

    private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
    private static final Pattern FORTRAN_ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)");

    /** @param file named in the message if {@code text} is no such header */
    static NpyHeader parse(String file, String text) throws TensorFormatException {
        return new NpyHeader(
                find(TYPE, "'descr' of one simple type", file, text),
                find(FORTRAN_ORDER, "'fortran_order'", file, text).equals("True"),
                shape(file, find(SHAPE, "'shape'", file, text)));
    }

    /** The header's text as NumPy writes it, without padding. */
    String text() {
        String sizes = Arrays.toString(shape);
        return "{'descr': '" + type + "', 'fortran_order': " + (fortranOrder ? "True" : "False") + ", 'shape': ("
                + sizes.substring(1, sizes.length() - 1) + "), }";
    }

    private static String find(Pattern pattern, String what, String file, String text) throws TensorFormatException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new TensorFormatException(file, "its header has no " + what + ": " + text.strip());
        }
        return matcher.group(1);
    }

    private static long[] shape(String file, String sizes) throws TensorFormatException {
        try {
            return Pattern.compile(",")
                    .splitAsStream(sizes)
                    .map(String::strip)
                    .filter(size -> !size.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (NumberFormatException tooLarge) {
            throw new TensorFormatException(file, "its shape is not possible: (" + sizes + ")", tooLarge);
        }
    }
}
