/// Who may do what for an event's organizer.
@NullMarked
package dev.boxoffice.booking.access;

import org.jspecify.annotations.NullMarked;
