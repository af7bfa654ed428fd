package io.smartwms.launcher;

/** What the person at the terminal is told: one sentence that says what is wrong and, where possible, what to do. */
final class Failure extends RuntimeException {

    Failure(String sentence) {
        super(sentence);
    }

    Failure(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** What the innermost cause says. */
    static String rootMessage(Throwable e) {
        Throwable cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : rootMessage(cause);
    }
}
