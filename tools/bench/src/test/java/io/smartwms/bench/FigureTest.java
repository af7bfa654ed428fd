package io.smartwms.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FigureTest {

    private static Figure with(Figure figure, double... samples) {
        for (double sample : samples) {
            figure.add(sample);
        }
        return figure;
    }

    @Test
    void theMedianIsNotMovedByOneBadRound() {
        assertThat(with(new Figure("rate", "/s"), 100, 3, 98).median()).isEqualTo(98);
        assertThat(with(new Figure("rate", "/s"), 100, 3, 98, 102).median()).isEqualTo(99);
    }

    /** Where the machine was slow for a round it was slow for the limit too. */
    @Test
    void eachRoundIsHeldAgainstItsOwnLowerLimit() {
        Figure first = with(new Figure("limit one", "/s"), 1_000, 100, 1_000);
        Figure second = with(new Figure("limit two", "/s"), 500, 5_000, 2_000);
        Figure figure = with(new Figure("rate", "/s").of(first, second), 250, 50, 500);

        assertThat(figure.ratio()).isEqualTo(0.5);
        assertThat(figure.atLeast(0.5).isReached()).isTrue();
        assertThat(figure.atLeast(0.51).isReached()).isFalse();
    }

    @Test
    void withoutLimitsTheFigureItselfHasToReachWhatIsWanted() {
        Figure millis = with(new Figure("p99", "ms").atMost(50), 49, 51, 48);

        assertThat(millis.isReached()).isTrue();
        assertThat(millis.atMost(48).isReached()).isFalse();
    }
}
