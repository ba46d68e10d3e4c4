/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas.wire;

import org.tfllmer.schemas.MalformedRecordException;

/**
 * Turns records into the bytes of one wire format and back. Safe for use by several threads.
 *
 * <p>What {@code encode} accepts, {@code decode} gives back equal.
 *
 * @param <T> the record
 */
public interface Codec<T> {

    /**
     * @throws IllegalArgumentException if the value is not one that {@code decode} could give: a null where the schema
     *     has none, a number that is not finite, a broken content rule. The message names the field.
     */
    byte[] encode(T value);

    /**
     * @param bytes one whole record; a topic's records without a value are for the caller
     * @throws MalformedRecordException whatever else the bytes are; nothing else is ever thrown
     */
    T decode(byte[] bytes) throws MalformedRecordException;
}
