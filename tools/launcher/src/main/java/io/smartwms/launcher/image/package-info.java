/**
 * Runs while a container image is built. It depends on no other package of the launcher and needs only a JVM, of release 17 or
 * newer, without a compiler.
 */
@NullMarked
package io.smartwms.launcher.image;

import org.jspecify.annotations.NullMarked;
