/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.doctor;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;
import org.tfllmer.backbone.BackboneKind;
import org.tfllmer.backbone.LibtorchVersions;
import org.tfllmer.tensors.NativeLibrary;

/** Looks at engines and devices, and lets each device take a training step. */
public final class Doctor {

    /** Between devices: sums in another order. */
    private static final double ALIKE = 1e-4;

    private final PrintWriter out;
    private boolean well = true;

    public Doctor(PrintWriter out) {
        this.out = out;
    }

    /** @return whether every device takes a right step */
    public boolean examine() {
        NativeLibrary.ND4J.load();
        line("java", Runtime.version() + ", " + System.getProperty("java.vm.name"));
        line("system", System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors, "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MB heap at most");
        String threads = System.getenv("OMP_NUM_THREADS");
        line("threads", "OMP_NUM_THREADS " + (threads == null ? "is not set: native threads may spin" : threads));
        line("natives", Loader.getPlatform() + " in " + cacheFolder());
        line("openblas", version("openblas"));
        line("nd4j", Nd4j.getBackend().getClass().getSimpleName() + ", " + Nd4j.getBackend().buildInfo()
                .lines().findFirst().orElse("").trim());
        line("libtorch", version("pytorch") + ", " + LibtorchVersions.describe());
        steps();
        out.flush();
        return well;
    }

    private static String version(String artifact) {
        try {
            return Loader.getVersion("org.bytedeco", artifact);
        } catch (IOException unknown) {
            return "of unknown version";
        }
    }

    private static String cacheFolder() {
        try {
            return Loader.getCacheDir().toString();
        } catch (IOException unreadable) {
            return "a folder that cannot be made: " + unreadable.getMessage();
        }
    }

    private void steps() {
        List<String> devices = new ArrayList<>(List.of("cpu"));
        devices.addAll(LibtorchVersions.cudaDevices());
        for (BackboneKind kind : BackboneKind.values()) {
            double expected = Double.NaN;
            for (String device : devices) {
                TrialStep step = TrialStep.on(device, kind);
                expected = device.equals("cpu") ? step.lossAfter() : expected;
                boolean right = step.lossAfter() < step.lossBefore()
                        && Math.abs(step.lossAfter() - expected) <= ALIKE * expected;
                well &= right;
                line("step", String.format(Locale.ROOT, "%s on %-7s loss %.5f to %.5f in %.0f ms: %s", kind.text(),
                        device, step.lossBefore(), step.lossAfter(), 1000 * step.seconds(), right ? "right" : "WRONG"));
            }
        }
        if (devices.size() == 1) {
            line("gpu", LibtorchVersions.whyNoCuda());
        }
    }

    private void line(String what, String text) {
        out.printf("%-10s %s%n", what, text);
    }
}
