package io.smartwms.platform.rebuild;

/**
 * A view whose rows can be thrown away, since the topic tells them all over again. A service that has such a bean can be
 * told to rebuild: {@code POST /actuator/rebuild}.
 */
public interface RebuildableView {

    /** Deletes all rows, and whatever is counted of them, in the transaction of the caller. */
    void clear();

    /** How many rows there are. */
    long rows();
}
