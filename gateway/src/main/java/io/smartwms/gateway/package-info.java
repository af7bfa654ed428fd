@NullMarked
package io.smartwms.gateway;

import org.jspecify.annotations.NullMarked;
