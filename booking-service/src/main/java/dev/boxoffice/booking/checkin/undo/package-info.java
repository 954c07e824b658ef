/// Scans that are taken back.
@NullMarked
package dev.boxoffice.booking.checkin.undo;

import org.jspecify.annotations.NullMarked;
