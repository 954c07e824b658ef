@NullMarked
package dev.boxoffice.booking.checkin;

import org.jspecify.annotations.NullMarked;
