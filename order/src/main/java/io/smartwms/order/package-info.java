@NullMarked
package io.smartwms.order;

import org.jspecify.annotations.NullMarked;
