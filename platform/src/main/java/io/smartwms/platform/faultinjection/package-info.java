@NullMarked
package io.smartwms.platform.faultinjection;

import org.jspecify.annotations.NullMarked;
