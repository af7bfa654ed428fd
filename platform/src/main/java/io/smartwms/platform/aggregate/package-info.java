/** What the aggregates of all services have in common. */
@NullMarked
package io.smartwms.platform.aggregate;

import org.jspecify.annotations.NullMarked;
