package io.smartwms.launcher.jvm;

import io.smartwms.launcher.host.Host;
import io.smartwms.launcher.host.HostedService;
import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Installation;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of a system's processes: class paths, memory, garbage collection, priorities. */
public record JvmCommands(Installation installation, List<Component> components, Jars jars) {

    /** Initial heap in megabytes; the JVM's default is a part of the machine's memory. */
    private static final int INITIAL_HEAP = 64;
    /** Megabytes of heap for each service that shares a process. */
    private static final int SHARED_HEAP = 160;
    /** Megabytes of {@link #SHARED_HEAP} for new objects, at first. */
    private static final int SHARED_NEW = 36;
    /** Megabytes of {@link #SHARED_HEAP} for new objects, at most. */
    private static final int MAX_SHARED_NEW = 64;

    /**
     * Garbage collection where services share a process: by all cores. Objects of a batch of events live for about a second, until it
     * is committed. With the default, adaptive sizes such objects are promoted, and a full collection follows every five seconds. So
     * the survivor space is fixed at a third of the initial new space, and objects are promoted after five collections. The new space
     * is small at rest and grows by a tenth while collecting takes more than a tenth of the time (docs/bench.md).
     */
    private static final List<String> SHARED_PROCESS_GC = List.of(
            "-XX:+UseParallelGC",
            "-XX:-UsePSAdaptiveSurvivorSizePolicy",
            "-XX:InitialSurvivorRatio=3",
            "-XX:InitialTenuringThreshold=5",
            "-XX:MaxTenuringThreshold=5",
            "-XX:GCTimeRatio=9",
            "-XX:YoungGenerationSizeIncrement=10",
            "-XX:YoungGenerationSizeSupplement=0",
            // So that a JDK that no longer knows one of these options starts all the same.
            "-XX:+IgnoreUnrecognizedVMOptions");

    /**
     * Gives the threads that consume events a low priority, so that requests are answered first when there is not enough processor
     * time for both: next to a request's thread, such a thread gets a tenth of a processor (docs/adr/0015).
     */
    private static final List<String> LOW_EVENT_PRIORITY =
            List.of("-XX:ThreadPriorityPolicy=1", "-XX:JavaPriority1_To_OSPriority=10");

    /** A process for one component. */
    public JvmCommand of(Component component, LaunchOptions launch) {
        List<String> options = new ArrayList<>(List.of("-Dwms.component=" + component.name(), "-XX:+UseSerialGC"));
        options.addAll(component.options());
        options.addAll(launch.options());
        if (component.kind() == Component.Kind.SERVICE) {
            options.addAll(LOW_EVENT_PRIORITY);
        }
        if (component.kind() == Component.Kind.BROKER) {
            options.addAll(List.of(
                    "-Dlogback.configurationFile=broker-logback.xml",
                    "-Dwms.log.to=file",
                    "-Dwms.log=" + installation.log(component)));
        }
        List<String> arguments = new ArrayList<>(component.arguments(installation, components));
        arguments.addAll(component.logArguments(installation));
        return new JvmCommand(
                launch.log(component.name()),
                List.of(component),
                String.join(File.pathSeparator, jars.classPath(component)),
                command(
                        component.name(),
                        Math.min(INITIAL_HEAP, component.heap()),
                        component.heap(),
                        options,
                        component.mainClass(),
                        arguments));
    }

    /**
     * One process for several services; writes for each the file that the process reads.
     *
     * @throws Failure the data folder cannot be written
     */
    public JvmCommand ofShared(List<Component> services, LaunchOptions launch) {
        int heap = SHARED_HEAP * services.size();
        List<String> options = new ArrayList<>(List.of("-Dwms.component=services"));
        options.addAll(SHARED_PROCESS_GC);
        options.add("-XX:NewSize=" + SHARED_NEW * services.size() + "m");
        options.add("-XX:MaxNewSize=" + MAX_SHARED_NEW * services.size() + "m");
        // No processor is idle while eight contexts start, so preparing in the background saves nothing.
        options.add("-Dspring.backgroundpreinitializer.ignore=true");
        services.forEach(service -> options.addAll(service.options()));
        // Requests compete for the processors with one consumer thread of each service. The default, one thread for
        // each
        // core, would give them too small a part.
        options.add("-Djdk.virtualThreadScheduler.parallelism=" + services.size());
        options.addAll(LOW_EVENT_PRIORITY);
        options.addAll(launch.options());
        List<String> arguments = new ArrayList<>(List.of(installation.logs().toString()));
        try {
            for (Component service : services) {
                Path file = installation.run().resolve(service.name() + ".service");
                List<String> words = new ArrayList<>(service.arguments(installation, components));
                // Each service has its own metrics.
                words.add("--management.metrics.use-global-registry=false");
                HostedService.write(
                        file,
                        service.name(),
                        service.mainClass(),
                        String.join(File.pathSeparator, jars.ownClassPath(service)),
                        words);
                arguments.add(file.toString());
            }
        } catch (IOException e) {
            throw installation.cannotWrite(e);
        }
        return new JvmCommand(
                launch.log("services"),
                services,
                String.join(File.pathSeparator, jars.sharedClassPath()),
                command("services", heap / 2, heap, options, Host.class.getName(), arguments));
    }

    private List<String> command(
            String name, int firstHeap, int heap, List<String> options, String mainClass, List<String> arguments) {
        // Ctrl-C and a closing terminal send a signal to every process of the terminal at once. These processes ignore
        // it, and the command stops them in order.
        List<String> command = new ArrayList<>(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "wms"));
        command.add(Jars.java());
        command.addAll(List.of(
                "-Xms" + firstHeap + "m",
                "-Xmx" + heap + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ErrorFile=" + installation.logs().resolve(name + ".crash.log"),
                "-Dfile.encoding=UTF-8",
                // By this option a command that is given only a port finds the data folder.
                Installation.DATA_OPTION + installation.data()));
        command.addAll(Jars.withoutWarnings());
        command.addAll(options);
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }
}
