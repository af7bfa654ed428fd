package io.smartwms.launcher.process;

import io.smartwms.launcher.installation.Component;
import io.smartwms.launcher.installation.Installation;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The running processes of a system's components, found by their pid files. */
record ComponentProcesses(Installation installation) {

    Optional<ProcessHandle> find(Component component) {
        return PidFile.read(installation.pidFile(component)).flatMap(PidFile::process);
    }

    boolean isRunning(Component component) {
        return find(component).isPresent();
    }

    /** Those that do not run. */
    List<Component> missing(Collection<Component> wanted) {
        return wanted.stream().filter(component -> !isRunning(component)).toList();
    }
}
