@NullMarked
package io.smartwms.platform.parking;

import org.jspecify.annotations.NullMarked;
