/// What happened to a booking, for whoever helps its buyer.
@NullMarked
package dev.boxoffice.booking.timeline;

import org.jspecify.annotations.NullMarked;
