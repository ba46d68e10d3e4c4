/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A Python program that answers each line of JSON with one: the other side of a comparison. It stays between questions,
 * so that what it has loaded is warm, as ours is.
 */
final class PythonPeer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    private PythonPeer(Process process) {
        this.process = process;
        this.questions = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * @param script of this package's resources
     * @param folder the script's one argument
     * @throws IllegalArgumentException if there is no such interpreter
     */
    static PythonPeer start(String python, String script, Path folder) throws IOException {
        Path file = folder.resolve(script);
        try (InputStream source = PythonPeer.class.getResourceAsStream(script)) {
            Files.copy(source, file);
        }
        try {
            return new PythonPeer(new ProcessBuilder(python, file.toString(), folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException noInterpreter) {
            throw new IllegalArgumentException(
                    "--python must be a Python interpreter, was " + python, noInterpreter);
        }
    }

    /** @throws IOException if the program has ended; what it said of that is on the standard error */
    JsonNode ask(Map<String, ?> question) throws IOException {
        questions.write(JSON.writeValueAsString(question));
        questions.newLine();
        questions.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("The Python program gave no answer to " + question);
        }
        return JSON.readTree(answer);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
