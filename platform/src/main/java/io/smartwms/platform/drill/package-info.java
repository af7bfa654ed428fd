@NullMarked
package io.smartwms.platform.drill;

import org.jspecify.annotations.NullMarked;
