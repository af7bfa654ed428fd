/** Copies of embedded databases of which all are of the same moment. */
@NullMarked
package io.smartwms.platform.backup;

import org.jspecify.annotations.NullMarked;
