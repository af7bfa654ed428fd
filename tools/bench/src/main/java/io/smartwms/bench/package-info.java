@NullMarked
package io.smartwms.bench;

import org.jspecify.annotations.NullMarked;
