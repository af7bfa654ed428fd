/** How the services of a system recognise each other. */
package io.smartwms.platform.internal;
