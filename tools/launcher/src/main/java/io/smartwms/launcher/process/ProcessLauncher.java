package io.smartwms.launcher.process;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Failure;
import io.smartwms.launcher.installation.Installation;
import io.smartwms.launcher.jvm.JvmCommand;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Starts one process: writes its output to a log file and a pid file for each component that runs in it. */
record ProcessLauncher(Installation installation) {

    /**
     * A process that this command has started.
     *
     * @param log the file to look into when it ends too early
     */
    record StartedProcess(Process process, Path log) {}

    /** In bytes; a longer log is renamed before the process starts. */
    private static final long LOG_LIMIT = 10 << 20;

    /** @throws Failure the process could not be started, or its pid file not be written; then it does not run */
    StartedProcess launch(JvmCommand command) {
        Path log = installation.log(command.log());
        List<Component> members = command.members();
        try {
            if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
            }
            for (Component member : members) {
                Files.deleteIfExists(installation.ready(member));
                Files.deleteIfExists(installation.stopping(member));
            }
            ProcessBuilder builder = new ProcessBuilder(command.words())
                    .directory(installation.logs().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // As an environment variable, so that the output of `ps` stays readable.
            builder.environment().put("CLASSPATH", command.classPath());
            Process process = builder.start();
            writePidFiles(process, members);
            // A component in a process of its own writes its log file itself, wherever the output of the JVM goes.
            return new StartedProcess(process, members.size() == 1 ? installation.log(members.get(0)) : log);
        } catch (IOException e) {
            throw new Failure(command.log() + " could not be started (" + Failure.reason(e) + ").", e);
        }
    }

    private void writePidFiles(Process process, List<Component> members) throws IOException {
        try {
            for (Component member : members) {
                PidFile.of(process.toHandle(), member.port(installation.base())).write(installation.pidFile(member));
            }
        } catch (IOException fullDisk) {
            // Without a pid file no later command would find the process.
            process.destroyForcibly();
            throw fullDisk;
        }
    }
}
