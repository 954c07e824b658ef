/// What a door without a network lets in by.
@NullMarked
package dev.boxoffice.booking.checkin.guestlist;

import org.jspecify.annotations.NullMarked;
