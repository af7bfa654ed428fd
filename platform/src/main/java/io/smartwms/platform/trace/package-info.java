@NullMarked
package io.smartwms.platform.trace;

import org.jspecify.annotations.NullMarked;
