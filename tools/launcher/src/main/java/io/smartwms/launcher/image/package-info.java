/**
 * What runs while a container image is built. It knows nothing of the rest of the launcher and needs nothing but a JVM, which
 * may be as old as 17 and have no compiler.
 */
@NullMarked
package io.smartwms.launcher.image;

import org.jspecify.annotations.NullMarked;
