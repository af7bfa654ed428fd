@NullMarked
package io.smartwms.platform.outbox;

import org.jspecify.annotations.NullMarked;
