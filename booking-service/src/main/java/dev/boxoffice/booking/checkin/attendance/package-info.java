/// How many are inside.
@NullMarked
package dev.boxoffice.booking.checkin.attendance;

import org.jspecify.annotations.NullMarked;
