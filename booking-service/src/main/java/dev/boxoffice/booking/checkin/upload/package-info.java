/// Scans that were made without a network.
@NullMarked
package dev.boxoffice.booking.checkin.upload;

import org.jspecify.annotations.NullMarked;
