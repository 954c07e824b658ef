/// Tickets that are sold for their owners: listed, offered to the waitlist, and another's once they are paid for.
@NullMarked
package dev.boxoffice.booking.booking.resale;

import org.jspecify.annotations.NullMarked;
