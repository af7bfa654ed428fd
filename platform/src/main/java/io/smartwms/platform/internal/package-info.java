/** Commands that the services give each other, and nobody else may give. */
package io.smartwms.platform.internal;
