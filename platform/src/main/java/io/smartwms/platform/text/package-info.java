/** What every text that enters a service has to obey, and the kinds of text that there are. */
@NullMarked
package io.smartwms.platform.text;

import org.jspecify.annotations.NullMarked;
