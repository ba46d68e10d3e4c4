/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.jobs.recpca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.jobs.snapshots.SnapshotStore;
import org.tfllmer.schemas.SnapshotFile;
import org.tfllmer.tensors.NamedTensors;
import org.tfllmer.tensors.Tensor;

class SolveInputTest {

    @TempDir
    private Path folder;

    private SnapshotStore store;

    @BeforeEach
    void open() {
        store = new SnapshotStore(folder.toUri().toString());
    }

    @Test
    void itemsAndTheirVectorsAreSortedHoweverTheyWereSharedOut() throws IOException {
        SnapshotFile one = vectors(0, "tea", 1, 2, "cup", 3, 4);
        SnapshotFile other = vectors(1, "pot", 5, 6);
        SolveInput input = read(List.of(), List.of(one, other));
        assertThat(input.items()).containsExactly("cup", "pot", "tea");
        assertThat(input.embeddings().values()).containsExactly(3, 4, 5, 6, 1, 2);
        assertThat(read(List.of(), List.of(other, one)).embeddings().values())
                .isEqualTo(input.embeddings().values());
    }

    @Test
    void theGraphIsOverTheItemsThatHaveAVector() throws IOException {
        SnapshotFile edges = edges();
        SolveInput input = read(List.of(edges), List.of(vectors(0, "tea", 1, 2, "cup", 3, 4)));
        assertThat(input.graph().nodes()).isEqualTo(2);
        assertThat(input.graph().edges()).isEqualTo(1);
        assertThat(input.graph().degree(0)).isEqualTo(3);
    }

    @Test
    void withoutVectorsThereIsNothing() throws IOException {
        SolveInput input = read(List.of(edges()), List.of(vectors(0)));
        assertThat(input.items()).isEmpty();
        assertThat(input.graph().nodes()).isZero();
    }

    @Test
    void aVectorOfAnotherLengthIsRefused() throws IOException {
        SnapshotFile vectors = vectors(0, "tea", 1, 2);
        SolveRequest request = new SolveRequest(1, 100, List.of(), List.of(vectors), 0);
        assertThatThrownBy(() -> SolveInput.read(store, request, 3)).hasMessageContaining("embeddings")
                .hasMessageContaining("[1, 3]");
    }

    private SolveInput read(List<SnapshotFile> edges, List<SnapshotFile> vectors) throws IOException {
        return SolveInput.read(store, new SolveRequest(1, 100, edges, vectors, 0), 2);
    }

    private SnapshotFile vectors(int subtask, Object... idsAndNumbers) throws IOException {
        VectorShardWriter shard = new VectorShardWriter(2);
        for (int i = 0; i < idsAndNumbers.length; i += 3) {
            shard.add((String) idsAndNumbers[i],
                    new float[] {(int) idsAndNumbers[i + 1], (int) idsAndNumbers[i + 2]});
        }
        return shard.write(store, 100, subtask).file();
    }

    /** cup - tea, of weight 3, and jam - tea, of weight 1, in the layout of a shard of edges. */
    private SnapshotFile edges() throws IOException {
        return store.write("edges", "edges.safetensors", NamedTensors.builder()
                .addStrings("items", List.of("cup", "jam", "tea"))
                .add("offsets", Tensor.of(new long[] {0, 1, 2, 4}, 4))
                .add("neighbours", Tensor.of(new int[] {0, 0, 1, 2}, 4))
                .add("after", Tensor.of(new double[] {1, 1, 2, 0}, 4))
                .add("before", Tensor.of(new double[] {2, 0, 1, 1}, 4))
                .addStrings("names", List.of("tea", "cup", "jam"))
                .build());
    }
}
