/** The two small things a service sees of the event plumbing: events that leave with a transaction, policies that hear them. */
package io.smartwms.platform.event;
