/** What every text that enters a service has to obey, and the kinds of text that there are. */
package io.smartwms.platform.text;
