/*
 * Copyright the TF-LLMER on Flink authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.tfllmer.tensors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Properties;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class Float16Test {

    private static final int HALVES = 1 << 16;
    private static final int INFINITY = 0x7c00;

    @Test
    void everyHalfHasTheValueThatNumPyGivesIt() throws IOException {
        ByteBuffer values = ByteBuffer.allocate(HALVES * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int half = 0; half < HALVES; half++) {
            values.putInt(Float.floatToIntBits(Float16.toFloat((short) half)));
        }
        assertThat(checksum(values)).isEqualTo(golden("to-float"));
    }

    @Test
    void floatsOfEverySizeRoundAsNumPyRoundsThem() throws IOException {
        ByteBuffer rounded = ByteBuffer.allocate(HALVES * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < HALVES; i++) {
            float value = Float.intBitsToFloat(i * 65537);
            if (!Float.isNaN(value)) {
                rounded.putShort(Float16.fromFloat(value));
            }
        }
        assertThat(checksum(rounded)).isEqualTo(golden("from-float"));
    }

    @Test
    void everyHalfThatIsANumberReturnsFromFloatUnchanged() {
        for (int half = 0; half < HALVES; half++) {
            float value = Float16.toFloat((short) half);
            if (!Float.isNaN(value)) {
                assertThat(Float16.fromFloat(value)).isEqualTo((short) half);
            }
        }
    }

    @Test
    void aFloatGoesToTheNearestHalfAndFromTheMiddleToTheEvenOne() {
        for (int half = 0; half + 1 < INFINITY; half++) {
            float middle = (Float16.toFloat((short) half) + Float16.toFloat((short) (half + 1))) / 2;
            int even = half + (half & 1);
            assertThat(Float16.fromFloat(Math.nextDown(middle))).isEqualTo((short) half);
            assertThat(Float16.fromFloat(middle)).isEqualTo((short) even);
            assertThat(Float16.fromFloat(-middle)).isEqualTo((short) (even | 0x8000));
            assertThat(Float16.fromFloat(Math.nextUp(middle))).isEqualTo((short) (half + 1));
        }
    }

    @Test
    void whatIsTooLargeBecomesInfinityAndNotANumberStaysSo() {
        assertThat(Float16.fromFloat(Math.nextDown(65_520f))).isEqualTo((short) (INFINITY - 1));
        assertThat(Float16.fromFloat(65_520f)).isEqualTo((short) INFINITY);
        assertThat(Float16.fromFloat(Float.NEGATIVE_INFINITY)).isEqualTo((short) (INFINITY | 0x8000));
        assertThat(Float16.toFloat(Float16.fromFloat(Float.NaN))).isNaN();
    }

    private static long checksum(ByteBuffer bytes) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes.flip());
        return checksum.getValue();
    }

    private static long golden(String name) throws IOException {
        Properties golden = new Properties();
        try (InputStream in = Float16Test.class.getResourceAsStream("float16.properties")) {
            golden.load(in);
        }
        return Long.parseLong(golden.getProperty(name));
    }
}
