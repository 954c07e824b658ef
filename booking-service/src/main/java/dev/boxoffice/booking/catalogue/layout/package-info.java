/// Where the places of an event are, and how good, by the seat map that was frozen at its publication.
@NullMarked
package dev.boxoffice.booking.catalogue.layout;

import org.jspecify.annotations.NullMarked;
