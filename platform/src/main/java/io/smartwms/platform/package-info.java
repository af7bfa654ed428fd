@NullMarked
package io.smartwms.platform;

import org.jspecify.annotations.NullMarked;
