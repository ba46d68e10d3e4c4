/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.topics;

import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * For records that say nothing of event time: it does not wait for them, and they do not move it. Their source counts as
 * idle. It must not claim the end of time instead: where the other input falls idle too, that alone would hold.
 */
final class OutsideEventTime<T> implements WatermarkGenerator<T> {

    @Override
    public void onEvent(T record, long timestamp, WatermarkOutput output) {}

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.markIdle();
    }
}
