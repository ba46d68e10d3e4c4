/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.tfllmer.app.replay.Speed;
import org.tfllmer.app.run.OrderlyStop;
import org.tfllmer.app.run.RecommenderRun;
import org.tfllmer.app.run.RunOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code recommender run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Runs the whole pipeline in this process, on a data set.")
final class RunCommand implements Callable<Integer> {

    @Option(names = "--data", paramLabel = "DIR",
            description = "Folder of a data set (see docs/data-format.md). Default: a generated shop.")
    private Path data;

    @Option(names = "--embeddings", paramLabel = "FILE",
            description = "Name of the embeddings file in the folder. Default: item_embeddings.npy.")
    private String embeddings;

    @Option(names = "--speed", paramLabel = "SPEED", converter = SpeedConverter.class,
            description = "max (as fast as generations are made), a factor of real time (100x) or a rate (500/s). "
                    + "Default: max with --until-end; else 2880x for the generated shop, 100/s for other data.")
    private Speed speed;

    @Option(names = "--until-end", description = "Stop and print the summary when all of the data is through.")
    private boolean untilEnd;

    @Option(names = "--kafka", paramLabel = "HOST:PORT",
            description = "Use a broker that runs already instead of one in this process.")
    private String kafka;

    @Option(names = "--state-dir", paramLabel = "DIR",
            description = "Keep topics and state here; a second run goes on where the first stopped. "
                    + "Default: a temporary folder.")
    private Path stateDir;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the summary as JSON.")
    private Path json;

    @Option(names = "--web-port", paramLabel = "PORT", defaultValue = "0",
            description = "Port of Flink's web page. Default: any free one.")
    private int webPort;

    @Option(names = "--parallelism", paramLabel = "N", defaultValue = "2",
            description = "Parallelism of each job. Default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(names = "-D", paramLabel = "KEY=VALUE",
            description = "Set an option of the jobs, for example -D rec-pca.dimension=32; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        RunOptions options = new RunOptions(Optional.ofNullable(data), Optional.ofNullable(embeddings),
                Optional.ofNullable(speed), untilEnd, Optional.ofNullable(kafka), Optional.ofNullable(stateDir),
                Optional.ofNullable(json), webPort, parallelism, settings);
        OrderlyStop stop = new OrderlyStop();
        try {
            new RecommenderRun(options, System.out, stop).run();
        } catch (Exception failure) {
            if (!stop.release()) {
                throw failure;
            }
            System.err.println("recommender: could not stop in good order: " + failure.getMessage());
        }
        return stop.release() ? ExitCodes.INTERRUPTED : ExitCodes.DONE;
    }

    /** Names the option and its value where the text is no speed. */
    static final class SpeedConverter implements ITypeConverter<Speed> {

        @Override
        public Speed convert(String text) {
            try {
                return Speed.parse(text);
            } catch (IllegalArgumentException wrong) {
                throw new TypeConversionException(wrong.getMessage());
            }
        }
    }
}
