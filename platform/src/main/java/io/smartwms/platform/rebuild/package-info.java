@NullMarked
package io.smartwms.platform.rebuild;

import org.jspecify.annotations.NullMarked;
