/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app;

import java.util.concurrent.Callable;
import org.tfllmer.app.doctor.Doctor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code recommender doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Says what this machine computes with: engines, versions, threads, devices. Runs one training step "
                + "on each device and compares them.")
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return new Doctor(spec.commandLine().getOut()).examine() ? ExitCodes.DONE : ExitCodes.FAILED;
    }
}
