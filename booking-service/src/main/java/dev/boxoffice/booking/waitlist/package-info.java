/// Who waits for seats that others give back, and gets them offered in turn.
@NullMarked
package dev.boxoffice.booking.waitlist;

import org.jspecify.annotations.NullMarked;
