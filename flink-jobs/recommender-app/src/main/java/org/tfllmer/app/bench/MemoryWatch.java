/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Prints, each time that so many more interactions were read, the heap in use after a collection, and the RSS. */
final class MemoryWatch {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final long MILLISECONDS_BETWEEN_LOOKS = 200;

    private final long step;
    private final PrintWriter out;
    private final Thread thread;
    private volatile boolean stopped;

    private MemoryWatch(long step, PrintWriter out) {
        this.step = step;
        this.out = out;
        this.thread = new Thread(this::watch, "memory-watch");
    }

    static MemoryWatch start(long step, PrintWriter out) {
        MemoryWatch watch = new MemoryWatch(step, out);
        out.printf("%14s %10s %20s %8s%n", "events read", "seconds", "heap after GC MB", "RSS MB");
        watch.thread.start();
        return watch;
    }

    private void watch() {
        long next = step;
        try {
            while (!stopped) {
                if (Tally.read() >= next) {
                    print();
                    next = (Tally.read() / step + 1) * step;
                }
                Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print() {
        long read = Tally.read();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        out.printf(Locale.ROOT, "%,14d %10.1f %20d %8d%n", read, Tally.seconds(),
                (runtime.totalMemory() - runtime.freeMemory()) >> 20, residentMegabytes());
        out.flush();
    }

    /** Of this process; 0 where the system does not say. */
    static long residentMegabytes() {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .sum();
        } catch (IOException e) {
            return 0; // only Linux has the file
        }
    }

    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
    }
}
