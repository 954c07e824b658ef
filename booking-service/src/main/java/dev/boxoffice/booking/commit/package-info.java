/// How statements that contend for the same rows are committed: together, and again where Postgres gave one up.
@NullMarked
package dev.boxoffice.booking.commit;

import org.jspecify.annotations.NullMarked;
