/**
 * Jepsen's method on this system: clients record every answer they get, a seeded schedule breaks things meanwhile, and when all
 * is quiet the history, the services' rows, the ledger, the views and the topic are held against each other.
 */
@NullMarked
package io.smartwms.chaos;

import org.jspecify.annotations.NullMarked;
