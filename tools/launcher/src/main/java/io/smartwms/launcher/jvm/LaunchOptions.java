package io.smartwms.launcher.jvm;

import java.util.List;

/**
 * How a process is started.
 *
 * @param options options of its JVM in addition to those that all get
 * @param training whether it is started only to train its start cache; it then logs much, into a file of its own
 */
public record LaunchOptions(List<String> options, boolean training) {

    /** No further options, and no training. */
    public static final LaunchOptions NONE = new LaunchOptions(List.of(), false);

    String log(String process) {
        return training ? process + ".training" : process;
    }
}
