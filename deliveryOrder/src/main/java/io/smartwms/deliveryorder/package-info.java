@NullMarked
package io.smartwms.deliveryorder;

import org.jspecify.annotations.NullMarked;
