/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tfllmer.app.embedded.CountingJob.Count;

@Timeout(120)
class EmbeddedFlinkITCase {

    private static final int JOBS = 1;
    private static final int PARALLELISM = 2;
    private static final String JOB = "counting-job";

    @TempDir
    private Path folder;

    @Test
    void goesOnFromTheSavepointOfAStoppedRun() throws Exception {
        long reached;
        try (EmbeddedFlink flink = start()) {
            EmbeddedJob job = flink.submit(JOB, CountingJob::build);
            job.awaitTasks();
            reached = takeCounts(20);
            job.stopWithSavepoint().get();
            assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
            assertThat(job.failure()).isEmpty();
        }
        assertThat(new RestorePoints(folder.resolve(JOB)).checkpoints()).doesNotExist();
        assertGoesOnAfter(reached);
    }

    @Test
    void goesOnFromTheLatestCheckpointOfAKilledRun() throws Exception {
        try (EmbeddedFlink flink = start()) {
            flink.submit(JOB, CountingJob::build);
            CountingJob.takeCountsUntilNextCheckpoint();
        }
        long reached;
        try (EmbeddedFlink flink = start()) {
            flink.submit(JOB, CountingJob::build);
            reached = takeCounts(20);
            CountingJob.takeCountsUntilNextCheckpoint();
        }
        assertGoesOnAfter(reached);
    }

    @Test
    void stopsAJobUnderBackPressureThatKeepsUnionStateBesideItsSource() throws Exception {
        try (EmbeddedFlink flink = start()) {
            EmbeddedJob job = flink.submit(JOB, PressedJob::build);
            PressedJob.awaitCheckpoint();
            job.stopWithSavepoint().get();
            assertThat(job.status()).isEqualTo(JobStatus.FINISHED);

            flink.submit(JOB, PressedJob::build);
            assertThat(PressedJob.awaitRestored()).hasSize(PARALLELISM);
        }
    }

    @Test
    void tellsWhyAJobFailed() throws Exception {
        try (EmbeddedFlink flink = start()) {
            EmbeddedJob job = flink.submit(JOB, CountingJob::buildFailing);
            while (job.failure().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(job.status()).isEqualTo(JobStatus.FAILED);
            assertThat(job.failure().orElseThrow()).hasRootCauseMessage("refused on purpose");
        }
    }

    @Test
    void stopsAJobAsSoonAsAllOfItRuns() throws Exception {
        try (EmbeddedFlink flink = start()) {
            EmbeddedJob job = flink.submit(JOB, CountingJob::build);
            job.awaitTasks();
            job.stopWithSavepoint().get();
            assertThat(job.status()).isEqualTo(JobStatus.FINISHED);
        }
    }

    @Test
    void tellsAtOnceThatASavepointCannotBeWritten() throws Exception {
        Path savepoints = new RestorePoints(folder.resolve(JOB)).savepoints();
        Files.createDirectories(savepoints.getParent());
        Files.createFile(savepoints);
        try (EmbeddedFlink flink = start()) {
            EmbeddedJob job = flink.submit(JOB, CountingJob::build);
            job.awaitTasks();
            assertThatThrownBy(job.stopWithSavepoint()::get).isInstanceOf(ExecutionException.class);
            assertThat(job.status()).isEqualTo(JobStatus.RUNNING);
        }
    }

    @Test
    void showsFlinksWebPageOnLoopback() throws Exception {
        try (EmbeddedFlink flink = start()) {
            assertThat(flink.webAddress().getHost()).isEqualTo("127.0.0.1");
            HttpResponse<String> page = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(flink.webAddress()).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(page.body()).contains("Apache Flink Web Dashboard");
        }
    }

    private EmbeddedFlink start() throws Exception {
        return EmbeddedFlink.start(folder, JOBS, PARALLELISM, 0);
    }

    private void assertGoesOnAfter(long reached) throws Exception {
        try (EmbeddedFlink flink = start()) {
            flink.submit(JOB, CountingJob::build);
            Count count = CountingJob.nextCount();
            assertThat(count.number()).isGreaterThan(reached);
            assertThat(count.isExact()).as("%s", count).isTrue();
        }
    }

    /** Returns the last number taken. */
    private static long takeCounts(int howMany) throws InterruptedException {
        long last = 0;
        for (int taken = 0; taken < howMany; taken++) {
            Count count = CountingJob.nextCount();
            assertThat(count.isExact()).as("%s", count).isTrue();
            last = count.number();
        }
        return last;
    }
}
