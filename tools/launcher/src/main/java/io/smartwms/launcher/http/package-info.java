/** A client for the JSON that the services answer with. */
@NullMarked
package io.smartwms.launcher.http;

import org.jspecify.annotations.NullMarked;
