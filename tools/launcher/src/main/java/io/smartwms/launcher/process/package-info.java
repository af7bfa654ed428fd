/** Starts, watches and stops the processes of a system: pid files, locks, ports, readiness, logs. */
@NullMarked
package io.smartwms.launcher.process;

import org.jspecify.annotations.NullMarked;
