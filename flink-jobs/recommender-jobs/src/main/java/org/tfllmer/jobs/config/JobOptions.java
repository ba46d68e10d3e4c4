/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.tfllmer.recpca.RecPcaOptions;

/** Every option of the jobs, as a user writes it. */
public final class JobOptions {

    private static final RecPcaOptions REC_PCA = RecPcaOptions.defaults();

    public static final String KAFKA_PROPERTIES = "kafka.properties.";
    public static final String KAFKA_FORMAT = "kafka.format.";

    public static final ConfigOption<String> BOOTSTRAP_SERVERS = key("kafka.bootstrap-servers")
            .stringType()
            .noDefaultValue()
            .withDescription("Kafka brokers, host:port, separated by commas.");

    public static final ConfigOption<String> SNAPSHOTS_DIRECTORY = key("snapshots.directory")
            .stringType()
            .noDefaultValue()
            .withDescription("URI of the folder for graph snapshots and generations, on any file system of Flink's.");

    public static final ConfigOption<Integer> RETAINED_SNAPSHOTS = key("snapshots.retained")
            .intType()
            .defaultValue(2)
            .withDescription("How many of the snapshots that generations were made from are kept, the newest ones. A "
                    + "savepoint can be gone back to as long as the snapshots that were not yet solved then are kept.");

    public static final ConfigOption<String> MODEL_NAME = key("model.name")
            .stringType()
            .defaultValue("default")
            .withDescription("Names the line of generations that the jobs make and serve.");

    public static final ConfigOption<Duration> OUT_OF_ORDERNESS = key("ingest.out-of-orderness")
            .durationType()
            .defaultValue(Duration.ofMinutes(1))
            .withDescription("How much older than the newest of its partition an interaction may be.");

    public static final ConfigOption<Duration> CLOCK_SKEW = key("ingest.clock-skew")
            .durationType()
            .defaultValue(Duration.ofMinutes(5))
            .withDescription("How far after its arrival at Kafka an interaction may claim to have happened.");

    public static final ConfigOption<Duration> IDLE_TIMEOUT = key("ingest.idle-timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(30))
            .withDescription("After how long without a record a partition no longer holds up event time.");

    public static final ConfigOption<Duration> DEDUPLICATION_HORIZON = key("ingest.deduplication-horizon")
            .durationType()
            .defaultValue(Duration.ofDays(1))
            .withDescription("For how long of event time a user's event ids are remembered.");

    public static final ConfigOption<Integer> HISTORY_LENGTH = key("graph.history-length")
            .intType()
            .defaultValue(20)
            .withDescription("With how many of the user's last distinct items an item co-occurs.");

    public static final ConfigOption<Duration> PUBLISH_INTERVAL = key("graph.publish-interval")
            .durationType()
            .defaultValue(Duration.ofMinutes(1))
            .withDescription("Event time between two publications of an item's edges.");

    public static final ConfigOption<Duration> SNAPSHOT_INTERVAL = key("graph.snapshot-interval")
            .durationType()
            .defaultValue(Duration.ofMinutes(60))
            .withDescription("Event time between two graph snapshots, and so between two solves of Rec-PCA. "
                    + "A multiple of graph.publish-interval.");

    public static final ConfigOption<Integer> EMBEDDING_DIMENSION = key("items.embedding-dimension")
            .intType()
            .noDefaultValue()
            .withDescription("Length of the language-model embeddings; one of another length is a dead letter.");

    public static final ConfigOption<String> EMBEDDER = key("items.embedder")
            .stringType()
            .defaultValue(EmbedderKind.NONE.text())
            .withDescription("Who embeds an item that comes without a language-model embedding: none (it waits), http "
                    + "(an OpenAI-compatible endpoint) or hashing (the words of its text, without a model).");

    public static final ConfigOption<String> EMBEDDER_ENDPOINT = key("items.embedder.endpoint")
            .stringType()
            .noDefaultValue()
            .withDescription("URL of the endpoint, for example https://api.openai.com/v1/embeddings.");

    public static final ConfigOption<String> EMBEDDER_MODEL = key("items.embedder.model")
            .stringType()
            .noDefaultValue()
            .withDescription("Name of the endpoint's model.");

    public static final ConfigOption<String> EMBEDDER_KEY_VARIABLE = key("items.embedder.key-variable")
            .stringType()
            .noDefaultValue()
            .withDescription("Environment variable of the task managers that holds the endpoint's key; none if unset.");

    public static final ConfigOption<Integer> EMBEDDER_BATCH_SIZE = key("items.embedder.batch-size")
            .intType()
            .defaultValue(64)
            .withDescription("Most texts to one request.");

    public static final ConfigOption<Duration> EMBEDDER_LINGER = key("items.embedder.linger")
            .durationType()
            .defaultValue(Duration.ofMillis(50))
            .withDescription("How long a text waits for others to share its request.");

    public static final ConfigOption<Double> EMBEDDER_RATE = key("items.embedder.requests-per-second")
            .doubleType()
            .defaultValue(5.0)
            .withDescription("Most requests per second of each subtask, repeated ones included.");

    public static final ConfigOption<Duration> EMBEDDER_TIMEOUT = key("items.embedder.timeout")
            .durationType()
            .defaultValue(Duration.ofSeconds(30))
            .withDescription("How long one request may take.");

    public static final ConfigOption<Integer> EMBEDDER_ATTEMPTS = key("items.embedder.attempts")
            .intType()
            .defaultValue(6)
            .withDescription("How often a request is sent before its texts go back to wait.");

    public static final ConfigOption<Duration> EMBEDDER_CACHE_RETENTION = key("items.embedder.cache-retention")
            .durationType()
            .defaultValue(Duration.ofDays(90))
            .withDescription("How long an embedding is kept after its text was last seen.");

    public static final ConfigOption<Integer> DIMENSION = key("rec-pca.dimension")
            .intType()
            .defaultValue(REC_PCA.dimension())
            .withDescription("Length of a reduced item vector.");

    public static final ConfigOption<String> FORMULATION = key("rec-pca.formulation")
            .stringType()
            .defaultValue(REC_PCA.formulation().text())
            .withDescription("What is solved: projection, smoothed or spectral.");

    public static final ConfigOption<Double> SMOOTHNESS = key("rec-pca.smoothness")
            .doubleType()
            .noDefaultValue()
            .withDescription("Price of total variation on the graph; 0 is plain PCA, and for spectral 1 the most. "
                    + "Without it, what is usual for the formulation: projection 0.5, smoothed 30, spectral 0.1.");

    public static final ConfigOption<String> COLUMN_SCALING = key("rec-pca.column-scaling")
            .stringType()
            .defaultValue(REC_PCA.columnScaling().text())
            .withDescription("Scale of a reduced vector's components: none (as solved) or unit-variance.");

    public static final ConfigOption<String> LAPLACIAN = key("rec-pca.laplacian")
            .stringType()
            .defaultValue(REC_PCA.laplacian().text())
            .withDescription("Which Laplacian of the graph: normalised or combinatorial.");

    public static final ConfigOption<String> ROUTE = key("rec-pca.route")
            .stringType()
            .defaultValue(REC_PCA.convergence().route().text())
            .withDescription("How it is solved: auto (by size), exact or iterative.");

    public static final ConfigOption<Double> TOLERANCE = key("rec-pca.tolerance")
            .doubleType()
            .defaultValue(REC_PCA.convergence().tolerance())
            .withDescription("Relative residual of an eigenpair at which an iteration stops.");

    public static final ConfigOption<Integer> ITERATION_LIMIT = key("rec-pca.iteration-limit")
            .intType()
            .defaultValue(REC_PCA.convergence().iterationLimit())
            .withDescription("Steps after which a solve that has not converged is given up and not published.");

    public static final ConfigOption<Boolean> ROW_SCALING = key("rec-pca.row-scaling")
            .booleanType()
            .defaultValue(REC_PCA.rowScaling())
            .withDescription("Whether language-model embeddings are first scaled to length 1.");

    public static final ConfigOption<Boolean> CENTRING = key("rec-pca.centring")
            .booleanType()
            .defaultValue(REC_PCA.centring())
            .withDescription("Whether the mean of the embeddings is subtracted.");

    public static final ConfigOption<Boolean> COMMIT = key("rec-pca.commit")
            .booleanType()
            .defaultValue(true)
            .withDescription("Whether a solved generation is committed at once: true where no fine-tuning follows.");

    public static final ConfigOption<Integer> LIST_LENGTH = key("serving.list-length")
            .intType()
            .defaultValue(10)
            .withDescription("How many items are recommended.");

    public static final ConfigOption<Integer> RECENT_ITEMS = key("serving.recent-items")
            .intType()
            .defaultValue(5)
            .withDescription("How many of the user's last items make the query.");

    public static final ConfigOption<Integer> SEEN_ITEMS = key("serving.seen-items")
            .intType()
            .defaultValue(10_000)
            .withDescription("How many items of a user are remembered so as not to recommend them again.");

    public static final ConfigOption<Duration> EVALUATION_WINDOW = key("evaluation.window")
            .durationType()
            .defaultValue(Duration.ofHours(1))
            .withDescription("Event time that one record of prequential quality covers.");

    static final List<ConfigOption<?>> ALL = List.of(BOOTSTRAP_SERVERS, SNAPSHOTS_DIRECTORY, RETAINED_SNAPSHOTS,
            MODEL_NAME, OUT_OF_ORDERNESS, CLOCK_SKEW, IDLE_TIMEOUT, DEDUPLICATION_HORIZON, HISTORY_LENGTH,
            PUBLISH_INTERVAL, SNAPSHOT_INTERVAL, EMBEDDING_DIMENSION, EMBEDDER, EMBEDDER_ENDPOINT, EMBEDDER_MODEL,
            EMBEDDER_KEY_VARIABLE, EMBEDDER_BATCH_SIZE, EMBEDDER_LINGER, EMBEDDER_RATE, EMBEDDER_TIMEOUT,
            EMBEDDER_ATTEMPTS, EMBEDDER_CACHE_RETENTION, DIMENSION, FORMULATION, SMOOTHNESS, COLUMN_SCALING,
            LAPLACIAN, ROUTE, TOLERANCE, ITERATION_LIMIT, ROW_SCALING, CENTRING, COMMIT, LIST_LENGTH, RECENT_ITEMS,
            SEEN_ITEMS, EVALUATION_WINDOW);

    private JobOptions() {}
}
