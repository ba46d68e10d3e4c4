/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.run;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.tfllmer.app.replay.Speed;

/**
 * What one run does.
 *
 * @param data        folder of the data set; the generated shop if empty
 * @param embeddings  name of another file of embeddings than the usual one
 * @param speed       of the replay; fit for the data if empty
 * @param untilEnd    whether the run stops when the data is through
 * @param kafka       bootstrap servers of a broker that runs already
 * @param stateDir    folder to go on from; a temporary one if empty
 * @param json        file for the summary
 * @param webPort     of Flink's web page, 0 for any free one
 * @param parallelism of each job
 * @param settings    options of the jobs, over those that follow from the data
 */
public record RunOptions(
        Optional<Path> data,
        Optional<String> embeddings,
        Optional<Speed> speed,
        boolean untilEnd,
        Optional<String> kafka,
        Optional<Path> stateDir,
        Optional<Path> json,
        int webPort,
        int parallelism,
        Map<String, String> settings) {

    /** One day of the generated shop in 30 s. */
    private static final String SHOP_SPEED = "2880x";
    /** Slow enough to watch, fast enough not to wait. */
    private static final String USUAL_SPEED = "100/s";

    public RunOptions {
        if (parallelism < 1) {
            throw new IllegalArgumentException("--parallelism must be 1 or more, was " + parallelism);
        }
        if (webPort < 0 || webPort > 65_535) {
            throw new IllegalArgumentException("--web-port must be between 0 and 65535, was " + webPort);
        }
        settings = Map.copyOf(settings);
    }

    Speed replaySpeed() {
        if (untilEnd) {
            return speed.orElseGet(Speed.Maximal::new);
        }
        return speed.orElseGet(() -> Speed.parse(data.isEmpty() ? SHOP_SPEED : USUAL_SPEED));
    }
}
