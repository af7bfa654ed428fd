@NullMarked
package io.smartwms.deliverycenter;

import org.jspecify.annotations.NullMarked;
