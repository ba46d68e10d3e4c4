/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class DoctorTest {

    @Test
    void theCpuTakesARightStepAndEnginesAreNamed() {
        StringWriter out = new StringWriter();
        assertThat(new Doctor(new PrintWriter(out)).examine()).isTrue();
        assertThat(out.toString()).contains("libtorch   2.", "openblas   0.", "gru4rec on cpu", "sasrec on cpu")
                .doesNotContain("WRONG");
    }
}
