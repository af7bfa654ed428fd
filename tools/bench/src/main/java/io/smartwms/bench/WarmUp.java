package io.smartwms.bench;

import java.time.Duration;

/**
 * Lets a system do what is going to be measured until it gets no faster: the compilers of a dozen processes take minutes of full
 * load to come to rest, and what is measured before tells how far they are.
 */
final class WarmUp {

    /** Less than this is no gain but noise. */
    private static final double GAIN = 1.05;
    /** So many in a row without a gain. */
    private static final int AT_REST = 3;

    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** One measuring. */
    interface Run {
        double perSecond() throws Exception;
    }

    private WarmUp() {}

    static void of(String name, Case.Setting setting, Run run) throws Exception {
        setting.tell("%s: warming up", name);
        long begin = System.nanoTime();
        double mark = 0;
        int withoutGain = 0;
        while (withoutGain < AT_REST && System.nanoTime() - begin < LONGEST.toNanos()) {
            double rate = run.perSecond();
            setting.tell("%s: %,.0f a second", name, rate);
            if (rate > mark * GAIN) {
                mark = rate;
                withoutGain = 0;
            } else {
                withoutGain++;
            }
        }
    }
}
