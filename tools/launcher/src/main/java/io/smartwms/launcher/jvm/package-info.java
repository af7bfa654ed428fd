/** The command lines of the JVMs: class paths, options, class archives and start caches. */
@NullMarked
package io.smartwms.launcher.jvm;

import org.jspecify.annotations.NullMarked;
