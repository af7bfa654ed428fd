package io.smartwms.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartwms.bench.Engine.Kind;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private final List<String> said = new ArrayList<>();
    private final Case.Setting setting = new Case.Setting(Kind.h2, Path.of("nowhere"), 1, 3, 1, said::add);

    private Deque<Double> warmUp(double... rates) throws Exception {
        Deque<Double> left = new ArrayDeque<>();
        for (double rate : rates) {
            left.add(rate);
        }
        WarmUp.of("test", setting, left::remove);
        return left;
    }

    @Test
    void endsWhenThreeInARowBroughtNoGain() throws Exception {
        assertThat(warmUp(100, 200, 150, 204, 300, 310, 290, 305, 999)).containsExactly(999.0);
        assertThat(said).contains("test: 310 a second").doesNotContain("test: 999 a second");
    }

    @Test
    void smallGainsAddUp() throws Exception {
        assertThat(warmUp(100, 103, 104, 106, 107, 108, 109, 999)).containsExactly(999.0);
    }

    @Test
    void aFailureEndsIt() {
        assertThatThrownBy(() -> WarmUp.of("test", setting, () -> {
                    throw new IllegalStateException("away");
                }))
                .hasMessage("away");
    }
}
