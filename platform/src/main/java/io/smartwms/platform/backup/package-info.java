/** Copies of embedded databases of which all are of the same moment. */
package io.smartwms.platform.backup;
