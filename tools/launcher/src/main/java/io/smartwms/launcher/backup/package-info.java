/** Copies a running system into one file, and makes a data folder of such a file. */
@NullMarked
package io.smartwms.launcher.backup;

import org.jspecify.annotations.NullMarked;
