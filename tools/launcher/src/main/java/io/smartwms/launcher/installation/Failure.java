package io.smartwms.launcher.installation;

import java.io.IOException;

/** Ends a command. Its message is one sentence that says what is wrong and, where possible, what to do. */
public final class Failure extends RuntimeException {

    public Failure(String sentence) {
        super(sentence);
    }

    public Failure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** For a thread that was interrupted while it waited; it stays interrupted. */
    public static Failure interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new Failure("Interrupted.", e);
    }

    /** The message of the innermost cause. */
    public static String rootMessage(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : rootMessage(cause);
    }

    /** The exception's message, after its type where that adds something. */
    public static String reason(IOException e) {
        // The class names of java.nio.file say what the messages leave out: AccessDenied, NotDirectory, NoSuchFile.
        String type = e.getClass().getSimpleName().replaceAll("Exception$", "");
        return type.equals("FileSystem") || type.equals("IO")
                ? String.valueOf(e.getMessage())
                : type + ": " + e.getMessage();
    }
}
