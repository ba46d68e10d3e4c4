/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.jobs.JobSettings;
import org.tfllmer.jobs.config.JobConfig;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.jobs.topics.ItemVectorChange;
import org.tfllmer.recpca.ReducedItems;
import org.tfllmer.schemas.EmbeddingSource;
import org.tfllmer.schemas.Generation;
import org.tfllmer.schemas.GenerationState;
import org.tfllmer.schemas.ItemEmbedding;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.tensors.NamedTensors;

/** Requests in, generations and item embeddings out, through the real solver and store. */
@ExtendWith(MiniClusterExtension.class)
class RecPcaJobITCase {

    private static final int ITEMS = 40;
    private static final int LENGTH = 8;

    @TempDir
    private Path folder;

    private SnapshotStore store;
    private JobConfig config;

    @BeforeEach
    void configure() {
        store = new SnapshotStore(folder.toUri().toString());
        config = JobConfig.of(JobSettings.with("snapshots.directory", folder.toUri().toString()));
    }

    @Test
    void eachRequestHasOneAnswerInOrderAndOneThatCannotBeSolvedIsRevokedWithTheReason() throws Exception {
        SnapshotFile vectors = vectors(new Random(1));
        SnapshotFile none = new VectorShardWriter(LENGTH).write(store, 7, 0).file();
        List<Generation> generations = answers(new SolveRequest(1, 100, List.of(), List.of(vectors), 0),
                new SolveRequest(2, 200, List.of(), List.of(none), 0),
                new SolveRequest(3, 300, List.of(), List.of(vectors), 0));

        assertThat(generations).extracting(Generation::number).containsExactly(1L, 2L, 3L);
        assertThat(generations).extracting(Generation::state).containsExactly(
                GenerationState.COMMITTED, GenerationState.REVOKED, GenerationState.COMMITTED);
        assertThat(generations.get(1).reason()).isEqualTo("no item has a language-model embedding");
        assertThat(generations.get(0).measures()).containsEntry("items", (double) ITEMS);
    }

    @Test
    void thePublishedVectorOfAnItemIsItsEmbeddingLessTheMeanTimesTheBasis() throws Exception {
        SnapshotFile vectors = vectors(new Random(2));
        Generation generation = answers(new SolveRequest(1, 100, List.of(), List.of(vectors), 0)).get(0);
        float[] embedding = unitLength(store.read(vectors).tensor("embeddings").floats());
        NamedTensors basis = store.read(file(generation, GenerationWriter.BASIS));
        double[] mean = basis.tensor("mean").doubles();
        double[] columns = basis.tensor("basis").doubles();
        ReducedItems items = GenerationFiles.items(store, generation);
        for (int column = 0; column < items.vectors().columns(); column++) {
            double expected = 0;
            for (int j = 0; j < LENGTH; j++) {
                expected += (embedding[j] - mean[j]) * columns[j * items.vectors().columns() + column];
            }
            assertThat((double) items.vectors().values()[column]).isCloseTo(expected, within(1e-6));
        }
    }

    @Test
    void everyItemOfAGenerationIsOnTheTopicWithItsNumber() throws Exception {
        SnapshotFile vectors = vectors(new Random(3));
        StreamExecutionEnvironment env = environment();
        DataStream<Generation> generations = RecPcaJob.solve(
                env.fromData(SolveRequest.class, new SolveRequest(5, 100, List.of(), List.of(vectors), 0)), config);
        List<ItemEmbedding> embeddings = RecPcaJob.itemEmbeddings(generations, config).executeAndCollect(1_000)
                .stream().map(ItemVectorChange::embedding).toList();
        assertThat(embeddings).hasSize(ITEMS).allSatisfy(embedding -> {
            assertThat(embedding.generation()).isEqualTo(5);
            assertThat(embedding.source()).isEqualTo(EmbeddingSource.PROJECTED);
            assertThat(embedding.vector()).hasSize(config.recPca().dimension());
        });
    }

    private List<Generation> answers(SolveRequest... requests) throws Exception {
        return RecPcaJob.solve(environment().fromData(SolveRequest.class, requests), config).executeAndCollect(100);
    }

    private static StreamExecutionEnvironment environment() {
        return StreamExecutionEnvironment.getExecutionEnvironment(
                new Configuration().set(PipelineOptions.GENERIC_TYPES, false));
    }

    private SnapshotFile vectors(Random random) throws Exception {
        VectorShardWriter shard = new VectorShardWriter(LENGTH);
        for (int item = 0; item < ITEMS; item++) {
            float[] embedding = new float[LENGTH];
            for (int j = 0; j < LENGTH; j++) {
                embedding[j] = (float) random.nextGaussian() + 1;
            }
            shard.add("item-%02d".formatted(item), embedding);
        }
        return shard.write(store, 100, random.nextInt(1_000)).file();
    }

    /** The first row, scaled as {@code rec-pca.row-scaling} says. */
    private static float[] unitLength(float[] embeddings) {
        double squares = 0;
        for (int j = 0; j < LENGTH; j++) {
            squares += embeddings[j] * embeddings[j];
        }
        float[] row = new float[LENGTH];
        for (int j = 0; j < LENGTH; j++) {
            row[j] = (float) (embeddings[j] / Math.sqrt(squares));
        }
        return row;
    }

    private static SnapshotFile file(Generation generation, String role) {
        return generation.files().stream().filter(file -> file.role().equals(role)).findFirst().orElseThrow();
    }
}
