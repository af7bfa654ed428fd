/** What a service uses of the event mechanism: events that are published with a transaction, policies that handle them. */
@NullMarked
package io.smartwms.platform.event;

import org.jspecify.annotations.NullMarked;
