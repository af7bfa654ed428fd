package io.smartwms.launcher.jvm;

import io.smartwms.launcher.installation.Component;
import java.util.List;

/**
 * The command line of one process.
 *
 * @param log the name of the log that its output goes to
 * @param members the components that run in it
 * @param classPath its value of {@code CLASSPATH}
 * @param words program and arguments
 */
public record JvmCommand(String log, List<Component> members, String classPath, List<String> words) {}
