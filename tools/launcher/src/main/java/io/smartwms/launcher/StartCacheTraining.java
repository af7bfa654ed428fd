package io.smartwms.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Makes what later starts are faster with: a trained cache of each process, or one class archive of services that do not share a process. */
record StartCacheTraining(Installation installation, Jars jars, PrintStream out) {

    /** Fewer processes start in less time than the training takes. */
    static final int MIN_PROCESSES = 4;

    /** The caches of the processes that are about to start, except services that do not share one. */
    Map<Component.Kind, TrainedCache> caches(List<Component> missing, boolean shared) {
        Map<Component.Kind, TrainedCache> caches = new EnumMap<>(Component.Kind.class);
        for (Component component : missing) {
            if (component.kind() != Component.Kind.SERVICE) {
                caches.put(
                        component.kind(), TrainedCache.of(installation, component.name(), jars.classPath(component)));
            }
        }
        if (shared) {
            caches.put(Component.Kind.SERVICE, TrainedCache.of(installation, "services", jars.sharedClassPath()));
        }
        return caches;
    }

    static boolean isNeeded(List<Component> missing, Map<Component.Kind, TrainedCache> caches) {
        return missing.size() >= MIN_PROCESSES && caches.values().stream().anyMatch(TrainedCache::isMissing);
    }

    static Map<Component.Kind, LaunchOptions> launches(Map<Component.Kind, TrainedCache> caches) {
        Map<Component.Kind, LaunchOptions> launches = new EnumMap<>(Component.Kind.class);
        caches.forEach((kind, cache) -> launches.put(kind, new LaunchOptions(cache.options(), false)));
        return launches;
    }

    /**
     * Trains the caches that are missing.
     *
     * @param startAndStop starts the processes once, with these options, and stops them: their JVMs write the caches when they end
     */
    void train(Map<Component.Kind, TrainedCache> caches, Consumer<Map<Component.Kind, LaunchOptions>> startAndStop) {
        long begin = System.nanoTime();
        out.println("  Starts twice, this once, and from now on in half the time.");
        try {
            Map<Component.Kind, LaunchOptions> launches = new EnumMap<>(Component.Kind.class);
            for (Map.Entry<Component.Kind, TrainedCache> entry : caches.entrySet()) {
                TrainedCache cache = entry.getValue();
                launches.put(
                        entry.getKey(),
                        new LaunchOptions(cache.isMissing() ? cache.recording() : cache.options(), true));
            }
            startAndStop.accept(launches);
            for (TrainedCache cache : caches.values()) {
                cache.keep();
            }
            print("start caches", begin);
        } catch (IOException e) {
            // A start without them is slower, nothing else.
            out.println("  no start caches (" + Installation.reason(e) + ")");
        }
    }

    /**
     * Makes the archive from the classes that one process has recorded.
     *
     * @param stopIfCancelled throws when the user has cancelled the command
     */
    void make(ClassArchive archive, Runnable stopIfCancelled) {
        long begin = System.nanoTime();
        try {
            Process making = archive.make();
            try {
                while (making.isAlive()) {
                    stopIfCancelled.run();
                    Pause.of(Pause.POLL);
                }
            } finally {
                making.destroyForcibly();
            }
            archive.keep(making.exitValue() == 0);
            print("class archive", begin);
        } catch (IOException e) {
            // A start without it is slower, nothing else.
            out.println("  no class archive (" + Installation.reason(e) + ")");
        }
    }

    private void print(String what, long begin) {
        out.printf(Locale.ROOT, "  %-16s made   %5.1f s  (once)%n", what, (System.nanoTime() - begin) / 1e9);
    }
}
