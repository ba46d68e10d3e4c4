/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.config;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.tfllmer.graph.ActivityDamping;
import org.tfllmer.graph.DistanceWeight;
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

    public static final ConfigOption<Duration> HISTORY_HORIZON = key("graph.history-horizon")
            .durationType()
            .defaultValue(Duration.ofDays(365))
            .withDescription("How old an earlier interaction may be to make a pair; a user idle for longer is "
                    + "forgotten.");

    public static final ConfigOption<Map<String, String>> TYPE_WEIGHTS = key("graph.type-weights")
            .mapType()
            .defaultValue(Map.of())
            .withDescription("What interactions weigh by type, for example purchase:3,dislike:-1. Below 0 takes from "
                    + "the pairs with the history, 0 says nothing. A type not named weighs 1, an impression or dislike "
                    + "0. An interaction's own weight replaces its type's.");

    public static final ConfigOption<String> DISTANCE = key("graph.distance")
            .stringType()
            .defaultValue(DistanceWeight.Form.CONSTANT.text())
            .withDescription("How a pair's weight falls with the distance k in the history: constant, reciprocal (1/k) "
                    + "or exponential (graph.distance-base to the power k - 1).");

    public static final ConfigOption<Double> DISTANCE_BASE = key("graph.distance-base")
            .doubleType()
            .defaultValue(0.8)
            .withDescription("Base of the exponential distance weight, above 0 and at most 1.");

    public static final ConfigOption<Duration> HALF_LIFE = key("graph.half-life")
            .durationType()
            .defaultValue(Duration.ZERO)
            .withDescription("Event time in which a weight halves; 0 for no decay.");

    public static final ConfigOption<Double> USER_PAIR_CAP = key("graph.user-pair-cap")
            .doubleType()
            .defaultValue(3.0)
            .withDescription("How far one user may move the weight of one pair on one UTC day; 0 for no cap. "
                    + "In units of the product of both weights.");

    public static final ConfigOption<Double> USER_ITEM_CAP = key("graph.user-item-cap")
            .doubleType()
            .defaultValue(100.0)
            .withDescription("How far one user may move the degree of one item on one UTC day; 0 for no cap.");

    public static final ConfigOption<String> ACTIVITY_DAMPING = key("graph.activity-damping")
            .stringType()
            .defaultValue(ActivityDamping.NONE.text())
            .withDescription("How much less very active users count: none, or logarithmic (1/log2(2 + interactions "
                    + "before on the same UTC day)).");

    public static final ConfigOption<Integer> NEIGHBOURS = key("graph.neighbours")
            .intType()
            .defaultValue(500)
            .withDescription("How many of its heaviest neighbours an item keeps; 0 for all. An edge that either end "
                    + "does not keep is cut at both.");

    public static final ConfigOption<Duration> EDGE_EXPIRY = key("graph.edge-expiry")
            .durationType()
            .defaultValue(Duration.ofDays(365))
            .withDescription("Event time after which an edge goes that nothing was added to, and an item with its last "
                    + "edge; 0 for never. Rounded up by a sixteenth at most.");

    public static final ConfigOption<Duration> FORGET_HORIZON = key("graph.forget-horizon")
            .durationType()
            .defaultValue(Duration.ofDays(30))
            .withDescription("Event time within which what a user added is taken back when the user is forgotten.");

    public static final ConfigOption<Duration> PUBLISH_INTERVAL = key("graph.publish-interval")
            .durationType()
            .defaultValue(Duration.ofMinutes(1))
            .withDescription("Event time between two publications of an item's edges.");

    public static final ConfigOption<Duration> SNAPSHOT_INTERVAL = key("graph.snapshot-interval")
            .durationType()
            .defaultValue(Duration.ofMinutes(60))
            .withDescription("Event time between two graph snapshots, and so between two solves of Rec-PCA. "
                    + "A multiple of graph.publish-interval.");

    public static final ConfigOption<Boolean> SNAPSHOT_HISTORIES = key("graph.snapshot-histories")
            .booleanType()
            .defaultValue(true)
            .withDescription("Whether graph snapshots hold the users' histories, too; fine-tuning reads them.");

    public static final ConfigOption<Integer> CACHE_ENTRIES = key("graph.cache-entries")
            .intType()
            .defaultValue(5_000_000)
            .withDescription("How many elements each step of the graph may hold on the heap of a subtask, of about 20 "
                    + "bytes each: pairs of a bundle, edges that wait for their boundary; a user's interaction is 8.");

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

    public static final ConfigOption<Integer> FULL_EVERY = key("rec-pca.full-every")
            .intType()
            .defaultValue(24)
            .withDescription("Solves by projection correct the sums of the one before for what changed. After so many "
                    + "all is summed anew, and the drift is measured.");

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

    public static final ConfigOption<Integer> SERVING_BATCH_SIZE = key("serving.batch-size")
            .intType()
            .defaultValue(64)
            .withDescription("How many users, at most, are scored together.");

    public static final ConfigOption<Duration> SERVING_BATCH_INTERVAL = key("serving.batch-interval")
            .durationType()
            .defaultValue(Duration.ofMillis(10))
            .withDescription("How long an interaction may wait to be scored with others.");

    public static final ConfigOption<Duration> EVALUATION_WINDOW = key("evaluation.window")
            .durationType()
            .defaultValue(Duration.ofHours(1))
            .withDescription("Event time that one record of prequential quality covers.");

    static final List<ConfigOption<?>> ALL = List.of(BOOTSTRAP_SERVERS, SNAPSHOTS_DIRECTORY, RETAINED_SNAPSHOTS,
            MODEL_NAME, OUT_OF_ORDERNESS, CLOCK_SKEW, IDLE_TIMEOUT, DEDUPLICATION_HORIZON, HISTORY_LENGTH,
            HISTORY_HORIZON, TYPE_WEIGHTS, DISTANCE, DISTANCE_BASE, HALF_LIFE, USER_PAIR_CAP, USER_ITEM_CAP,
            ACTIVITY_DAMPING, NEIGHBOURS, EDGE_EXPIRY, FORGET_HORIZON, PUBLISH_INTERVAL, SNAPSHOT_INTERVAL,
            SNAPSHOT_HISTORIES, CACHE_ENTRIES, EMBEDDING_DIMENSION, EMBEDDER, EMBEDDER_ENDPOINT, EMBEDDER_MODEL,
            EMBEDDER_KEY_VARIABLE, EMBEDDER_BATCH_SIZE, EMBEDDER_LINGER, EMBEDDER_RATE, EMBEDDER_TIMEOUT,
            EMBEDDER_ATTEMPTS, EMBEDDER_CACHE_RETENTION, DIMENSION, FORMULATION, SMOOTHNESS, COLUMN_SCALING,
            LAPLACIAN, ROUTE, TOLERANCE, ITERATION_LIMIT, FULL_EVERY, ROW_SCALING, CENTRING, COMMIT, LIST_LENGTH,
            RECENT_ITEMS, SEEN_ITEMS, SERVING_BATCH_SIZE, SERVING_BATCH_INTERVAL, EVALUATION_WINDOW);

    private JobOptions() {}
}
