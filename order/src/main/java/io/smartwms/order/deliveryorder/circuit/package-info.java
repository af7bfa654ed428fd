@NullMarked
package io.smartwms.order.deliveryorder.circuit;

import org.jspecify.annotations.NullMarked;
