/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import org.tfllmer.schemas.MalformedRecordException;
import org.tfllmer.schemas.Rules;

/** Lets only records pass that keep the content rules, in both directions. */
final class CheckedCodec<T> implements Codec<T> {

    private final Codec<T> codec;
    private final Rules<? super T> rules;

    CheckedCodec(Codec<T> codec, Rules<? super T> rules) {
        this.codec = codec;
        this.rules = rules;
    }

    @Override
    public byte[] encode(T value) {
        byte[] bytes = codec.encode(value); // first, for the rules want no nulls where the schema has none
        try {
            rules.check(value);
        } catch (MalformedRecordException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return bytes;
    }

    @Override
    public T decode(byte[] bytes) throws MalformedRecordException {
        T value = codec.decode(bytes);
        rules.check(value);
        return value;
    }
}
