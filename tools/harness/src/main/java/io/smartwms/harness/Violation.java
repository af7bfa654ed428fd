package io.smartwms.harness;

/**
 * Something that must hold and does not.
 *
 * @param check which promise is broken
 * @param detail for whom, by id, and how
 */
public record Violation(String check, String detail) {

    /** In one line, whatever a database has to say. */
    @Override
    public String toString() {
        return check + ": " + detail.replaceAll("\\s+", " ");
    }
}
