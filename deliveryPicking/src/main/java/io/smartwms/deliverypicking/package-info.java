@NullMarked
package io.smartwms.deliverypicking;

import org.jspecify.annotations.NullMarked;
