/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.imports;

import java.util.Optional;
import org.tfllmer.dataset.RawItem;
import org.tfllmer.embedding.EmbeddedText;
import org.tfllmer.embedding.HashedWords;
import org.tfllmer.embedding.WordFrequencies;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.FloatMatrix;

/** Made by hashing the items' words. */
public record HashedVectors(int length) implements VectorSource {

    @Override
    public Optional<FloatMatrix> of(SourceItems items) {
        HashedWords words = new HashedWords(length, new WordFrequencies());
        float[] values = new float[items.size() * length];
        for (int pass = 0; pass < 2; pass++) { // the first one learns how frequent the words are
            for (int item = 0; item < items.size(); item++) {
                float[] row = words.embed(text(items.items().get(item)));
                System.arraycopy(row, 0, values, item * length, length);
            }
        }
        return Optional.of(new Float32Matrix(items.size(), length, values));
    }

    static String text(RawItem item) {
        return EmbeddedText.of(item.title(), item.text(), item.categories());
    }
}
