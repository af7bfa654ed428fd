@NullMarked
package io.smartwms.stock;

import org.jspecify.annotations.NullMarked;
