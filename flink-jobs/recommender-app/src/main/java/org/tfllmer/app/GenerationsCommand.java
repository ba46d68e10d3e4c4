/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tfllmer.app.generations.GenerationLog;
import org.tfllmer.app.generations.GenerationTable;
import org.tfllmer.app.topics.CreateTopics;
import org.tfllmer.app.topics.KafkaConnection;
import org.tfllmer.jobs.config.JobOptions;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.topics.TopicCatalogue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code recommender generations}. */
@Command(
        name = "generations",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows the generations of a model, or goes back to one.")
final class GenerationsCommand {

    private static final Duration KAFKA_ANSWERS_WITHIN = Duration.ofSeconds(20);

    @Spec
    private CommandSpec spec;

    /** Where the generations are. */
    static final class Where {

        @Option(names = "--kafka", required = true, paramLabel = "HOST:PORT", description = "The broker.")
        private String kafka;

        @Option(names = "--model", paramLabel = "NAME", description = "The line of generations. Default: default.")
        private String model = JobOptions.MODEL_NAME.defaultValue();

        @Option(names = "-P", paramLabel = "KEY=VALUE",
                description = "Set a property of the Kafka client, for example -P security.protocol=SSL.")
        private Map<String, String> properties = new LinkedHashMap<>();

        GenerationLog read() throws Exception {
            KafkaConnection connection = new KafkaConnection(kafka, properties);
            try (CreateTopics topics = new CreateTopics(connection, KAFKA_ANSWERS_WITHIN)) {
                topics.createMissing(TopicCatalogue.bundled());
            }
            return GenerationLog.read(connection, model);
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true,
            description = "Prints what was last said of each generation; a star marks the one in service. Loss and "
                    + "NDCG@10 are of its fine-tuning, beside what was in service before, on the same interactions.")
    int list(@Mixin Where where) throws Exception {
        GenerationLog log = where.read();
        spec.commandLine().getOut().print(
                GenerationTable.of(log.latest(), log.inService().map(Generation::number).orElse(0L)));
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }

    @Command(name = "rollback", mixinStandardHelpOptions = true,
            description = "Puts a committed generation back into service, by one record. Its files must still be kept.")
    int rollback(
            @Mixin Where where,
            @Option(names = "--snapshots", required = true, paramLabel = "URI",
                    description = "The snapshot store, snapshots.directory of the jobs.") String snapshots,
            @Parameters(paramLabel = "NUMBER", description = "The generation.") long number) throws Exception {
        Generation again =
                where.read().rollBack(number, new SnapshotStore(snapshots), System.currentTimeMillis());
        spec.commandLine().getOut().printf("Generation %d of model %s is committed again%n", again.number(),
                again.model());
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }
}
