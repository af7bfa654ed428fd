/**
 * Runs in the process that several services share. It depends on no other package of the launcher, and knows only the names, main
 * classes, class paths and arguments of the services.
 */
@NullMarked
package io.smartwms.launcher.host;

import org.jspecify.annotations.NullMarked;
