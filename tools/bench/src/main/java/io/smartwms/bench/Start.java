package io.smartwms.bench;

import io.smartwms.harness.RunningSystem;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long until everything can be used, from the command and from a crash, and how much memory it takes. */
final class Start implements Case {

    @Override
    public void measure(Setting setting, Measurement found) throws Exception {
        try (Engine engine = Engine.start(setting.kind(), setting.folder());
                RunningSystem system = RunningSystem.in(setting.folder().resolve("system"), engine.environment())) {
            setting.tell("start: the first time, which makes what later ones use");
            system.up();
            system.wms("down");
            for (String[] options : List.of(new String[0], new String[] {"--separate"})) {
                measure(setting, found, system, options);
            }
        }
    }

    private static void measure(Setting setting, Measurement found, RunningSystem system, String... options)
            throws InterruptedException {
        boolean separate = options.length > 0;
        String group = "wms up " + String.join(" ", options) + " on " + setting.kind();
        if (separate) {
            system.up(options);
            system.wms("down");
        }
        Figure ready = found.figure(group, "from the command until all are ready", "s");
        Figure cpu = found.figure(group, "processor time until then", "s");
        Figure memory = found.figure(group, "memory at rest", "MB");
        Figure again = found.figure(group, "from kill -9 of order's process until all are ready", "s");
        if (!separate) {
            ready.atMost(15);
            memory.atMost(1_200);
        }
        for (int round = 1; round <= setting.rounds(); round++) {
            setting.tell("start: round %d of %d %s", round, setting.rounds(), String.join(" ", options));
            long begin = System.nanoTime();
            system.up(options);
            ready.add((System.nanoTime() - begin) / 1e9);
            cpu.add(Usage.cpuSeconds(system.processes()));
            TimeUnit.SECONDS.sleep(setting.seconds());
            memory.add(Usage.megabytes(system.processes()));
            begin = System.nanoTime();
            system.kill("order");
            system.up(options);
            again.add((System.nanoTime() - begin) / 1e9);
            system.wms("down");
        }
    }
}
