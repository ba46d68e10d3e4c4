/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.schemas;

/**
 * What a record's content must satisfy beyond the types of its schema.
 *
 * @param <T> the record
 */
public interface Rules<T> {

    /**
     * @param value has every field that its schema asks for
     * @throws MalformedRecordException naming the first field that breaks a rule, and its value
     */
    void check(T value) throws MalformedRecordException;
}
