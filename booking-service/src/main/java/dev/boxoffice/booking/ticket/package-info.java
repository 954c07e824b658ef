@NullMarked
package dev.boxoffice.booking.ticket;

import org.jspecify.annotations.NullMarked;
