/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.backbone;

import java.util.Set;
import org.apache.flink.api.common.externalresource.ExternalResourceInfo;
import org.apache.flink.api.common.functions.RuntimeContext;

/** The device that a subtask trains on. */
final class AssignedDevice {

    /** Name of the external resource, as the cluster's {@code external-resources} has it. */
    static final String RESOURCE = "gpu";

    private static final String ANY_ASSIGNED = "cuda";
    private static final String INDEX = "index";

    private AssignedDevice() {}

    /**
     * @param option {@code fine-tune.device}; {@code cuda} is the GPU that Flink hands out
     * @throws IllegalStateException if it hands out none
     */
    static String of(String option, RuntimeContext context) {
        if (!option.equals(ANY_ASSIGNED)) {
            return option;
        }
        Set<ExternalResourceInfo> assigned = context.getExternalResourceInfos(RESOURCE);
        return assigned.stream()
                .flatMap(resource -> resource.getProperty(INDEX).stream())
                .sorted()
                .findFirst()
                .map(index -> ANY_ASSIGNED + ":" + index)
                .orElseThrow(() -> new IllegalStateException("fine-tune.device is cuda, but the task manager has no "
                        + "external resource '" + RESOURCE + "' with an index"));
    }

    /** Whether a subtask needs a slot that has one. */
    static boolean isAskedFor(String option) {
        return option.equals(ANY_ASSIGNED);
    }
}
