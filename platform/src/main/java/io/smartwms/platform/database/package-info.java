@NullMarked
package io.smartwms.platform.database;

import org.jspecify.annotations.NullMarked;
