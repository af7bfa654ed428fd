package io.smartwms.harness;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** A command that has a program of its own. */
public final class Program {

    private Program() {}

    /** Runs the command with these words and returns its exit code: 1 if it failed, 2 if the words were not understood. */
    public static int run(Callable<Integer> command, PrintStream out, String... words) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((problem, line, parsed) -> {
                    out.println("The run itself failed: " + problem);
                    problem.printStackTrace(out);
                    return 1;
                })
                .execute(words);
    }
}
