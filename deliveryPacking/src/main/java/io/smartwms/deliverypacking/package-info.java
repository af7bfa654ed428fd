@NullMarked
package io.smartwms.deliverypacking;

import org.jspecify.annotations.NullMarked;
