package io.smartwms.launcher.jvm;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Component.Kind;
import io.smartwms.launcher.installation.Failure;
import io.smartwms.launcher.installation.Installation;
import java.io.IOException;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The trained caches of the processes that are about to start: one each for the broker, the gateway and the process that services
 * share. Services in processes of their own have a {@link ClassArchive} instead.
 */
public final class StartCaches {

    /** Fewer processes start in less time than it takes to make a cache or an archive. */
    public static final int MIN_PROCESSES = 4;

    private final Map<Kind, TrainedCache> caches;

    private StartCaches(Map<Kind, TrainedCache> caches) {
        this.caches = caches;
    }

    /**
     * @param starting the components that are about to start
     * @param shared whether the services among them share a process
     */
    public static StartCaches of(Installation installation, Jars jars, List<Component> starting, boolean shared) {
        Map<Kind, TrainedCache> caches = new EnumMap<>(Kind.class);
        for (Component component : starting) {
            if (component.kind() != Kind.SERVICE) {
                caches.put(
                        component.kind(), TrainedCache.of(installation, component.name(), jars.classPath(component)));
            }
        }
        if (shared) {
            caches.put(Kind.SERVICE, TrainedCache.of(installation, "services", jars.sharedClassPath()));
        }
        return new StartCaches(caches);
    }

    public boolean isAnyMissing() {
        return caches.values().stream().anyMatch(TrainedCache::isMissing);
    }

    /** Whether processes of this kind have a cache. */
    public boolean contain(Kind kind) {
        return caches.containsKey(kind);
    }

    /** With these options the processes of each kind use their cache. */
    public Map<Kind, LaunchOptions> options() {
        Map<Kind, LaunchOptions> options = new EnumMap<>(Kind.class);
        caches.forEach((kind, cache) -> options.put(kind, new LaunchOptions(cache.options(), false)));
        return options;
    }

    /**
     * Trains the caches that are missing. Where they cannot be written, it says so, and the start goes on without them.
     *
     * @param startAndStop starts the processes once, with these options, and stops them: their JVMs write the caches when they end
     */
    public void train(Consumer<Map<Kind, LaunchOptions>> startAndStop, PrintStream out) {
        long begin = System.nanoTime();
        out.println("  This first start takes twice as long, so that later ones take half the time.");
        try {
            Map<Kind, LaunchOptions> options = new EnumMap<>(Kind.class);
            for (Map.Entry<Kind, TrainedCache> entry : caches.entrySet()) {
                TrainedCache cache = entry.getValue();
                options.put(
                        entry.getKey(),
                        new LaunchOptions(cache.isMissing() ? cache.trainingOptions() : cache.options(), true));
            }
            startAndStop.accept(options);
            for (TrainedCache cache : caches.values()) {
                cache.keep();
            }
            printMade(out, "start caches", begin);
        } catch (IOException e) {
            // A start without them is slower, nothing else.
            out.println("  no start caches (" + Failure.reason(e) + ")");
        }
    }

    /** @param begin by {@link System#nanoTime} */
    static void printMade(PrintStream out, String what, long begin) {
        out.printf(Locale.ROOT, "  %-16s made   %5.1f s  (once)%n", what, (System.nanoTime() - begin) / 1e9);
    }
}
