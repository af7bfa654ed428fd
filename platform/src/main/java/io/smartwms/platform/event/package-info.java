/** The two small things a service sees of the event plumbing: events that leave with a transaction, policies that hear them. */
@NullMarked
package io.smartwms.platform.event;

import org.jspecify.annotations.NullMarked;
