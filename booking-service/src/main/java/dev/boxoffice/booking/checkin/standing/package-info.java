/// How a ticket stands at the doors, by its scans.
@NullMarked
package dev.boxoffice.booking.checkin.standing;

import org.jspecify.annotations.NullMarked;
