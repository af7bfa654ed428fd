@NullMarked
package io.smartwms.platform.view;

import org.jspecify.annotations.NullMarked;
