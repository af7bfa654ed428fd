/** Texts and numbers as they enter by body, query or path: one rule for all services. */
package io.smartwms.platform.text;
