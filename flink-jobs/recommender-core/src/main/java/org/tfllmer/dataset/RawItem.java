/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.dataset;

import java.util.List;

/**
 * An item as a public file has it.
 *
 * @param text empty if the file has none
 */
public record RawItem(String item, String title, String text, List<String> categories) {}
