/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A Flink session cluster, the job manager and each task manager a process, from the packaged app's libraries and with
 * the plugins in {@code target/plugins}.
 */
final class ProcessCluster implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final Path APP = MODULE.resolve("../../flink-jobs/recommender-app/target").normalize();
    private static final Path PLUGINS = MODULE.resolve("target/plugins");

    private final Path folder;
    private final int restPort;
    private final List<Process> processes = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    /** Starts a job manager that keeps its files in {@code folder}. */
    ProcessCluster(Path folder) throws IOException {
        this.folder = folder;
        int rpcPort;
        try (ServerSocket rest = freePort(); ServerSocket rpc = freePort()) {
            restPort = rest.getLocalPort();
            rpcPort = rpc.getLocalPort();
        }
        writeConfiguration(rpcPort);
        start("job-manager", "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint", Map.of());
    }

    private static ServerSocket freePort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    String host() {
        return HOST;
    }

    int restPort() {
        return restPort;
    }

    /** Every size that Flink's own scripts would work out must be said. */
    private void writeConfiguration(int rpcPort) throws IOException {
        Map<String, Object> settings = new TreeMap<>(Map.of(
                "jobmanager.rpc.address", HOST,
                "jobmanager.rpc.port", rpcPort,
                "jobmanager.bind-host", HOST,
                "rest.address", HOST,
                "rest.bind-address", HOST,
                "rest.port", restPort,
                "taskmanager.host", HOST,
                "taskmanager.bind-host", HOST,
                "cluster.fine-grained-resource-management.enabled", true,
                "execution.checkpointing.dir", folder.resolve("checkpoints").toUri()));
        settings.putAll(Map.of(
                "taskmanager.cpu.cores", "2.0",
                "taskmanager.memory.task.heap.size", "1536mb",
                "taskmanager.memory.task.off-heap.size", "1536mb",
                "taskmanager.memory.framework.heap.size", "128mb",
                "taskmanager.memory.framework.off-heap.size", "128mb",
                "taskmanager.memory.managed.size", "256mb",
                "taskmanager.memory.jvm-metaspace.size", "256mb",
                "taskmanager.memory.network.min", "64mb",
                "taskmanager.memory.network.max", "64mb"));
        settings.putAll(Map.of(
                "taskmanager.memory.jvm-overhead.min", "64mb",
                "taskmanager.memory.jvm-overhead.max", "64mb",
                "restart-strategy.type", "fixed-delay",
                "restart-strategy.fixed-delay.attempts", 1000,
                "restart-strategy.fixed-delay.delay", "1s"));
        StringBuilder yaml = new StringBuilder();
        settings.forEach((key, value) -> yaml.append(key).append(": ").append(value).append('\n'));
        Files.writeString(folder.resolve("config.yaml"), yaml);
    }

    /** Starts a task manager and waits until it is registered. */
    void addTaskManager(String resourceId, Map<String, String> settings) throws IOException, InterruptedException {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("taskmanager.resource-id", resourceId);
        start(resourceId, "org.apache.flink.runtime.taskexecutor.TaskManagerRunner", all);
        await("task manager " + resourceId, "/taskmanagers", answer -> answer.findValuesAsText("id")
                .contains(resourceId));
    }

    private void start(String name, String main, Map<String, String> settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        for (String opened : List.of("lang", "net", "nio", "time", "util", "util.concurrent")) {
            command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", APP + "/*:" + APP.resolve("lib") + "/*", main,
                "--configDir", folder.toString()));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        process.environment().put("FLINK_PLUGINS_DIR", PLUGINS.toString());
        processes.add(process.start());
    }

    interface Check {

        boolean holds(JsonNode answer);
    }

    /** Asks the job manager until its answer is as wanted, and returns that. */
    JsonNode await(String what, String path, Check check) throws IOException, InterruptedException {
        long start = System.nanoTime();
        String last = "none";
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            try {
                last = http.send(HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + restPort + path)).build(),
                        BodyHandlers.ofString()).body();
                JsonNode answer = json.readTree(last);
                if (check.holds(answer)) {
                    return answer;
                }
            } catch (IOException notUpYet) {
                last = notUpYet.toString();
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        throw new IllegalStateException("gave up waiting for " + what + "; last answer: " + last + logs());
    }

    private String logs() throws IOException {
        StringBuilder logs = new StringBuilder();
        try (var files = Files.newDirectoryStream(folder, "*.log")) {
            for (Path file : files) {
                List<String> lines = Files.readAllLines(file);
                logs.append('\n').append(file.getFileName()).append('\n')
                        .append(String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size())));
            }
        }
        return logs.toString();
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }
}
