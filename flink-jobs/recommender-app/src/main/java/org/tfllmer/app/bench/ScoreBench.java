/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.IntPredicate;
import org.apache.flink.util.FileUtils;
import org.tfllmer.serving.BatchItemIndex;
import org.tfllmer.serving.ItemIndex;
import org.tfllmer.serving.TopK;
import org.tfllmer.tensors.Float32Matrix;
import org.tfllmer.tensors.NpyWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code recommender bench score}: exact search for the best items, beside FAISS on the same vectors. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false,
        description = "Measures the search for the best 20 items over a whole catalogue, beside FAISS IndexFlatIP with the "
                + "same vectors and queries: medians of runs taken in turns, after two seconds of ours that warm up the "
                + "JVM and one of theirs. One thread each with OMP_NUM_THREADS=1.")
public final class ScoreBench implements Callable<Integer> {

    private static final long SEED = 7;
    private static final int BEST = 20;
    /** Scores nearer than this are ties: the two sum in another order. */
    private static final float ALIKE = 1e-4f;
    /** By then the compiler is done, as it is in a service. */
    private static final double WARM_UP_SECONDS = 2;

    @Spec
    private CommandSpec spec;

    @Option(names = "--items", split = ",", defaultValue = "12000,1000000", description = "Sizes of the catalogue.")
    private int[] sizes;

    @Option(names = "--dimension", defaultValue = "64", description = "Length of an item's vector.")
    private int dimension;

    @Option(names = "--batches", split = ",", defaultValue = "1,64", description = "Queries scored together.")
    private int[] batches;

    @Option(names = "--queries", defaultValue = "512", description = "Queries of one run over the smallest catalogue; "
            + "over a larger one in proportion fewer, one batch at least.")
    private int queries;

    @Option(names = "--repeats", defaultValue = "7", description = "Measured runs of each side.")
    private int repeats;

    @Option(names = "--python", paramLabel = "PATH", description = "Interpreter with FAISS. Without it, ours alone.")
    private String python;

    @Override
    public Integer call() throws Exception {
        if (repeats < 1 || queries < 1 || dimension < 1) {
            throw new IllegalArgumentException("--repeats, --queries and --dimension must be 1 or more, were " + repeats
                    + ", " + queries + " and " + dimension);
        }
        for (int size : sizes) {
            for (int batch : batches) {
                compare(size, batch);
            }
        }
        return 0;
    }

    private void compare(int items, int batch) throws Exception {
        float[] vectors = random(items, SEED);
        int smallest = Arrays.stream(sizes).min().orElseThrow();
        int count = Math.max(batch, (int) ((long) queries * smallest / items / batch * batch));
        float[] asked = random(count, SEED + 1);
        Path folder = Files.createTempDirectory("recommender-bench");
        Timings timings = new Timings();
        try (PythonPeer peer = peer(folder, vectors, items, asked, count);
                BatchItemIndex index = BatchItemIndex.of(vectors, items, dimension)) {
            ItemIndex single = batch == 1 ? ItemIndex.of(vectors, items, dimension) : null;
            String different = "";
            long warm = System.nanoTime();
            while ((System.nanoTime() - warm) / 1e9 < WARM_UP_SECONDS) {
                search(index, single, asked, count, batch);
            }
            for (int repeat = 0; repeat <= repeats; repeat++) {
                long start = System.nanoTime();
                List<TopK> ours = search(index, single, asked, count, batch);
                add(timings, repeat, "ours", (System.nanoTime() - start) / 1e9);
                if (peer != null) {
                    JsonNode theirs = peer.ask(Map.of("batch", batch, "best", BEST));
                    add(timings, repeat, "faiss", theirs.get("seconds").asDouble());
                    different = ", different lists: " + different(ours, theirs);
                }
            }
            tell(items, batch, count, timings, different);
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    private static void add(Timings timings, int repeat, String side, double seconds) {
        if (repeat > 0) {
            timings.add(side, seconds);
        }
    }

    private List<TopK> search(BatchItemIndex index, ItemIndex single, float[] asked, int count, int batch) {
        List<TopK> found = new ArrayList<>();
        IntPredicate none = item -> false;
        for (int first = 0; first < count; first += batch) {
            float[] some = Arrays.copyOfRange(asked, first * dimension, (first + batch) * dimension);
            if (single != null) {
                found.add(single.topK(some, BEST, none));
            } else {
                found.addAll(index.topK(some, BEST, Collections.nCopies(batch, none)));
            }
        }
        return found;
    }

    private int different(List<TopK> ours, JsonNode theirs) {
        int different = 0;
        for (int query = 0; query < ours.size(); query++) {
            TopK own = ours.get(query);
            boolean same = true;
            for (int place = 0; place < own.size(); place++) {
                same &= own.items()[place] == theirs.get("items").get(query).get(place).asInt()
                        || Math.abs(own.scores()[place] - theirs.get("scores").get(query).get(place).asDouble()) < ALIKE;
            }
            different += same ? 0 : 1;
        }
        return different;
    }

    private PythonPeer peer(Path folder, float[] vectors, int items, float[] asked, int count) throws IOException {
        if (python == null) {
            return null;
        }
        write(new Float32Matrix(items, dimension, vectors), folder.resolve("items.npy"));
        write(new Float32Matrix(count, dimension, asked), folder.resolve("queries.npy"));
        return PythonPeer.start(python, "score_peer.py", folder);
    }

    private static void write(Float32Matrix matrix, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            NpyWriter.write(matrix, out);
        }
    }

    /** Rows of length 1. */
    private float[] random(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[Math.multiplyExact(rows, dimension)];
        for (int row = 0; row < values.length; row += dimension) {
            double squares = 0;
            for (int at = row; at < row + dimension; at++) {
                values[at] = (float) random.nextGaussian();
                squares += (double) values[at] * values[at];
            }
            for (int at = row; at < row + dimension; at++) {
                values[at] /= (float) Math.sqrt(squares);
            }
        }
        return values;
    }

    private void tell(int items, int batch, int count, Timings timings, String different) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%,9d items, batches of %2d: ours %,.0f queries/s", items, batch,
                count / timings.median("ours"));
        if (python != null) {
            out.printf(Locale.ROOT, ", FAISS %,.0f, ours / FAISS = %.2f%s", count / timings.median("faiss"),
                    timings.median("faiss") / timings.median("ours"), different);
        }
        out.println();
        out.flush();
    }
}
