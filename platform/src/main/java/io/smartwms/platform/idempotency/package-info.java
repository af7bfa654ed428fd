@NullMarked
package io.smartwms.platform.idempotency;

import org.jspecify.annotations.NullMarked;
