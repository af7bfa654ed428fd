package io.smartwms.launcher;

import java.util.List;

/**
 * How a process is started.
 *
 * @param options options of its JVM beyond the usual ones
 * @param training whether it is started only to train its start cache; it then logs much, into a file of its own
 */
record LaunchOptions(List<String> options, boolean training) {

    static final LaunchOptions NONE = new LaunchOptions(List.of(), false);

    String log(String process) {
        return training ? process + ".training" : process;
    }
}
