package io.smartwms.chaos;

/**
 * Something that must hold and does not.
 *
 * @param check which promise is broken
 * @param detail for whom, by id, and how
 */
public record Violation(String check, String detail) {

    @Override
    public String toString() {
        return check + ": " + detail;
    }
}
