/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.backbone;

import java.util.List;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.SnapshotFile;

/**
 * Asks for one generation to be fine-tuned. Small, as it waits in a checkpoint while it is answered.
 *
 * @param prepared  to be committed or revoked
 * @param histories files of the boundary's histories
 * @param inService the last generation that was committed when this was asked, or null
 */
public record FineTuneRequest(Generation prepared, List<SnapshotFile> histories, Generation inService) {}
