package io.smartwms.platform.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a policy: the method handles the event whose type is the simple name of its first parameter, a record with just
 * the fields this service cares about. An {@link EventContext} may follow as the second parameter.
 *
 * <p>The method runs inside a transaction that it shares with other events of the same batch, and it may be called again
 * with an event it has already handled: it must leave the same state behind. It may throw {@link EventOutOfOrder}, before it has
 * changed anything. Transient database failures are retried without end; any other exception parks the event,
 * and the later ones of its key behind it, until an operator replays or discards it.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Whenever {}
