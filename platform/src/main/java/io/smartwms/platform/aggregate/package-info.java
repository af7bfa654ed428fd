/** What the aggregates of all services have in common. */
package io.smartwms.platform.aggregate;
