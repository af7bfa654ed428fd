package io.smartwms.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartwms.chaos.Chaos;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The short form of {@code wms chaos}: a fixed seed, a minute of the faults that every machine can make, a small load. */
class ChaosTest {

    @Test
    void nothingIsLostDoubledOrStuck() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        int exit = Chaos.run(
                new PrintStream(printed, true, StandardCharsets.UTF_8),
                "--seed=27",
                "--minutes=1",
                "--orders=300",
                "--faults=KILL,KILL_TWO,KILL_WHILE_STARTING,FREEZE,KILL_BROKER,FREEZE_BROKER,FORGET_POSITION,REPEAT,POISON,"
                        + "POISON_AN_ORDER",
                "--data=" + Quiescence.folder());
        assertThat(exit).as(printed.toString(StandardCharsets.UTF_8)).isZero();
    }
}
