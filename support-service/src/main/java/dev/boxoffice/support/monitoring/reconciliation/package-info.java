/// Deadlines held against their histories.
@NullMarked
package dev.boxoffice.support.monitoring.reconciliation;

import org.jspecify.annotations.NullMarked;
