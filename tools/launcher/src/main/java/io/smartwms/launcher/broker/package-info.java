/** The Kafka broker of a system on one machine; it runs in a process of its own. */
@NullMarked
package io.smartwms.launcher.broker;

import org.jspecify.annotations.NullMarked;
