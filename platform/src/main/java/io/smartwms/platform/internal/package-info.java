/** Commands that the services give each other, and nobody else may give. */
@NullMarked
package io.smartwms.platform.internal;

import org.jspecify.annotations.NullMarked;
