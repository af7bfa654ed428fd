/** What tests and tools of the whole system share: a running system, its API and topic, a PostgreSQL server, the invariants. */
@NullMarked
package io.smartwms.harness;

import org.jspecify.annotations.NullMarked;
