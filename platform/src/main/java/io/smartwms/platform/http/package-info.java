@NullMarked
package io.smartwms.platform.http;

import org.jspecify.annotations.NullMarked;
