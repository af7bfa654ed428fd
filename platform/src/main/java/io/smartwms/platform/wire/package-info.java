@NullMarked
package io.smartwms.platform.wire;

import org.jspecify.annotations.NullMarked;
