/**
 * What runs inside the process that several services share. It knows nothing of the rest of the launcher, and nothing of the
 * services but their class paths.
 */
@NullMarked
package io.smartwms.launcher.host;

import org.jspecify.annotations.NullMarked;
