/// Tickets that go to another person: offered, accepted, and from then on theirs.
@NullMarked
package dev.boxoffice.booking.transfer;

import org.jspecify.annotations.NullMarked;
