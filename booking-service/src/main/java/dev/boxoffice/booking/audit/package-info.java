/// What was changed of money, seats and rights, by whom: every service's audit, read in one place.
@NullMarked
package dev.boxoffice.booking.audit;

import org.jspecify.annotations.NullMarked;
