/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.tfllmer.embedding.HttpEmbedderOptions;
import org.tfllmer.backbone.FineTuneOptions;
import org.tfllmer.graph.ActivityDamping;
import org.tfllmer.graph.Decay;
import org.tfllmer.graph.DistanceWeight;
import org.tfllmer.graph.Expiry;
import org.tfllmer.graph.Laplacian;
import org.tfllmer.graph.PairingOptions;
import org.tfllmer.graph.RowRules;
import org.tfllmer.recpca.ColumnScaling;
import org.tfllmer.recpca.Convergence;
import org.tfllmer.recpca.Formulation;
import org.tfllmer.recpca.RecPcaOptions;
import org.tfllmer.recpca.Route;
import org.tfllmer.schemas.topics.TopicCatalogue;
import org.tfllmer.schemas.topics.TopicSettings;
import org.tfllmer.schemas.wire.WireFormat;

/**
 * The options of all jobs, typed and valid.
 *
 * @param snapshotsDirectory URI of the snapshot store
 * @param retainedSnapshots  how many snapshots stay after generations were made from them
 * @param model              names the line of generations
 * @param embeddingDimension length of a language-model embedding
 * @param embedder           gives a language-model embedding to an item that comes without one
 * @param fullEvery          after how many solves that correct the one before all is summed anew
 * @param bounds             what a generation must keep to in order to be published
 * @param commit             whether a solved generation is committed at once; else fine-tuning decides
 * @param fineTuneBounds     what a fine-tuned generation must keep to as well
 * @param retainedGenerations how many committed generations keep their files
 * @param evaluationWindow   event time that one record of prequential quality covers
 */
public record JobConfig(
        KafkaOptions kafka,
        String snapshotsDirectory,
        int retainedSnapshots,
        String model,
        IngestOptions ingest,
        GraphOptions graph,
        int embeddingDimension,
        EmbedderOptions embedder,
        RecPcaOptions recPca,
        int fullEvery,
        MeasureBounds<SolveMeasure> bounds,
        boolean commit,
        FineTuneOptions fineTune,
        MeasureBounds<FineTuneMeasure> fineTuneBounds,
        int retainedGenerations,
        ServingOptions serving,
        Duration evaluationWindow) {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    public JobConfig {
        Checks.folderName(JobOptions.MODEL_NAME, model);
        Checks.atLeast(0, JobOptions.RETAINED_SNAPSHOTS, retainedSnapshots);
        Checks.atLeast(1, JobOptions.EMBEDDING_DIMENSION, embeddingDimension);
        Checks.atLeast(1, JobOptions.FULL_EVERY, fullEvery);
        Checks.atLeast(1, FineTuneJobOptions.RETAINED_GENERATIONS, retainedGenerations);
        Checks.positive(JobOptions.EVALUATION_WINDOW, evaluationWindow);
        if (recPca.dimension() > embeddingDimension) {
            throw new IllegalArgumentException(JobOptions.DIMENSION.key() + " must be at most "
                    + JobOptions.EMBEDDING_DIMENSION.key() + ", were " + recPca.dimension() + " and "
                    + embeddingDimension);
        }
    }

    /** @throws IllegalArgumentException if an option is unknown, missing or not a fit value; the message names it */
    public static JobConfig of(Map<String, String> settings) {
        TopicCatalogue catalogue = TopicCatalogue.bundled();
        new KnownKeys(catalogue).check(settings);
        Configuration from = Configuration.fromMap(settings);
        return new JobConfig(kafka(from, catalogue), required(from, JobOptions.SNAPSHOTS_DIRECTORY),
                from.get(JobOptions.RETAINED_SNAPSHOTS), from.get(JobOptions.MODEL_NAME), ingest(from), graph(from),
                required(from, JobOptions.EMBEDDING_DIMENSION), embedder(from), recPca(from),
                from.get(JobOptions.FULL_EVERY), MeasureBounds.of(from, MeasureBounds.REC_PCA, SolveMeasure.class),
                from.get(JobOptions.COMMIT), FineTuneSettings.of(from, from.get(JobOptions.DIMENSION)),
                MeasureBounds.of(from, MeasureBounds.FINE_TUNE, FineTuneMeasure.class),
                from.get(FineTuneJobOptions.RETAINED_GENERATIONS), serving(from),
                from.get(JobOptions.EVALUATION_WINDOW));
    }

    private static KafkaOptions kafka(Configuration from, TopicCatalogue catalogue) {
        Map<String, String> properties = new TreeMap<>();
        from.toMap().forEach((key, value) -> {
            if (key.startsWith(JobOptions.KAFKA_PROPERTIES)) {
                properties.put(key.substring(JobOptions.KAFKA_PROPERTIES.length()), value);
            }
        });
        Map<String, WireFormat> formats = new HashMap<>();
        for (TopicSettings topic : catalogue.topics()) {
            topic.format().ifPresent(usual -> formats.put(topic.name(), format(from, topic.name(), usual)));
        }
        return new KafkaOptions(required(from, JobOptions.BOOTSTRAP_SERVERS), properties, formats);
    }

    private static WireFormat format(Configuration from, String topic, WireFormat usual) {
        String key = JobOptions.KAFKA_FORMAT + topic;
        String text = from.getString(key, usual.optionText());
        try {
            return WireFormat.of(text);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(key + ": " + unknown.getMessage(), unknown);
        }
    }

    private static IngestOptions ingest(Configuration from) {
        return new IngestOptions(from.get(JobOptions.OUT_OF_ORDERNESS), from.get(JobOptions.CLOCK_SKEW),
                from.get(JobOptions.IDLE_TIMEOUT), from.get(JobOptions.DEDUPLICATION_HORIZON));
    }

    private static GraphOptions graph(Configuration from) {
        return new GraphOptions(pairing(from), TypeWeights.of(from.get(JobOptions.TYPE_WEIGHTS)), rules(from),
                from.get(JobOptions.NEIGHBOURS), from.get(JobOptions.FORGET_HORIZON),
                from.get(JobOptions.PUBLISH_INTERVAL), from.get(JobOptions.SNAPSHOT_INTERVAL),
                from.get(JobOptions.SNAPSHOT_HISTORIES), from.get(JobOptions.CACHE_ENTRIES));
    }

    private static PairingOptions pairing(Configuration from) {
        DistanceWeight.Form form =
                Named.of(JobOptions.DISTANCE, from, DistanceWeight.Form.values(), DistanceWeight.Form::text);
        return new PairingOptions(from.get(JobOptions.HISTORY_LENGTH), from.get(JobOptions.HISTORY_HORIZON),
                new DistanceWeight(form, from.get(JobOptions.DISTANCE_BASE)),
                Named.of(JobOptions.ACTIVITY_DAMPING, from, ActivityDamping.values(), ActivityDamping::text),
                from.get(JobOptions.USER_PAIR_CAP), from.get(JobOptions.USER_ITEM_CAP));
    }

    private static RowRules rules(Configuration from) {
        Duration interval = from.get(JobOptions.PUBLISH_INTERVAL);
        Checks.notNegative(JobOptions.HALF_LIFE, from.get(JobOptions.HALF_LIFE));
        Checks.notNegative(JobOptions.EDGE_EXPIRY, from.get(JobOptions.EDGE_EXPIRY));
        Checks.positive(JobOptions.PUBLISH_INTERVAL, interval);
        return new RowRules(new Decay(from.get(JobOptions.HALF_LIFE)),
                Expiry.of(from.get(JobOptions.EDGE_EXPIRY), interval));
    }

    private static EmbedderOptions embedder(Configuration from) {
        EmbedderKind kind = Named.of(JobOptions.EMBEDDER, from, EmbedderKind.values(), EmbedderKind::text);
        return new EmbedderOptions(kind, kind == EmbedderKind.HTTP ? endpoint(from) : null,
                from.get(JobOptions.EMBEDDER_KEY_VARIABLE), from.get(JobOptions.EMBEDDER_CACHE_RETENTION));
    }

    private static HttpEmbedderOptions endpoint(Configuration from) {
        String endpoint = required(from, JobOptions.EMBEDDER_ENDPOINT);
        if (!endpoint.matches("https?://[^\\s]+")) {
            throw new IllegalArgumentException(
                    JobOptions.EMBEDDER_ENDPOINT.key() + " must be an http or https URL, was " + endpoint);
        }
        return new HttpEmbedderOptions(URI.create(endpoint), required(from, JobOptions.EMBEDDER_MODEL),
                required(from, JobOptions.EMBEDDING_DIMENSION), from.get(JobOptions.EMBEDDER_BATCH_SIZE),
                from.get(JobOptions.EMBEDDER_LINGER), from.get(JobOptions.EMBEDDER_RATE),
                from.get(JobOptions.EMBEDDER_TIMEOUT), from.get(JobOptions.EMBEDDER_ATTEMPTS), FIRST_PAUSE,
                LONGEST_PAUSE);
    }

    private static RecPcaOptions recPca(Configuration from) {
        Formulation formulation = Named.of(JobOptions.FORMULATION, from, Formulation.values(), Formulation::text);
        return RecPcaOptions.defaults()
                .withDimension(from.get(JobOptions.DIMENSION))
                .withFormulation(formulation,
                        from.getOptional(JobOptions.SMOOTHNESS).orElse(formulation.usualSmoothness()))
                .withPreparation(from.get(JobOptions.ROW_SCALING), from.get(JobOptions.CENTRING))
                .withColumnScaling(
                        Named.of(JobOptions.COLUMN_SCALING, from, ColumnScaling.values(), ColumnScaling::text))
                .withLaplacian(Named.of(JobOptions.LAPLACIAN, from, Laplacian.Form.values(), Laplacian.Form::text))
                .withConvergence(new Convergence(
                        Named.of(JobOptions.ROUTE, from, Route.values(), Route::text),
                        from.get(JobOptions.TOLERANCE), from.get(JobOptions.ITERATION_LIMIT)));
    }

    private static ServingOptions serving(Configuration from) {
        return new ServingOptions(from.get(JobOptions.LIST_LENGTH), from.get(JobOptions.RECENT_ITEMS),
                from.get(JobOptions.SEEN_ITEMS), from.get(JobOptions.SERVING_BATCH_SIZE),
                from.get(JobOptions.SERVING_BATCH_INTERVAL));
    }

    private static <T> T required(Configuration from, ConfigOption<T> option) {
        return from.getOptional(option)
                .orElseThrow(() -> new IllegalArgumentException(option.key() + " must be set: " + description(option)));
    }

    private static String description(ConfigOption<?> option) {
        return new HtmlFormatter().format(option.description());
    }
}
