@NullMarked
package io.smartwms.platform.consumer;

import org.jspecify.annotations.NullMarked;
