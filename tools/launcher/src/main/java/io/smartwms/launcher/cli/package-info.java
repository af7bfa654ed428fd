/** The {@code wms} command: its options, its output, and what its commands do beside starting and stopping. */
@NullMarked
package io.smartwms.launcher.cli;

import org.jspecify.annotations.NullMarked;
