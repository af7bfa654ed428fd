@NullMarked
package io.smartwms.customercenter;

import org.jspecify.annotations.NullMarked;
