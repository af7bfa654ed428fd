@NullMarked
package io.smartwms.launcher;

import org.jspecify.annotations.NullMarked;
