/// The codes of events, in memory.
@NullMarked
package dev.boxoffice.booking.catalogue.code;

import org.jspecify.annotations.NullMarked;
