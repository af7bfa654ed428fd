@NullMarked
package io.smartwms.order.deliveryorder;

import org.jspecify.annotations.NullMarked;
