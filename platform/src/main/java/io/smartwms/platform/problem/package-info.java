@NullMarked
package io.smartwms.platform.problem;

import org.jspecify.annotations.NullMarked;
