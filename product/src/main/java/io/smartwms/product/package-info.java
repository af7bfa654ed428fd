@NullMarked
package io.smartwms.product;

import org.jspecify.annotations.NullMarked;
