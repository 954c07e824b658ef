/// The append-only history of every case and incident.
@NullMarked
package dev.boxoffice.support.audit;

import org.jspecify.annotations.NullMarked;
