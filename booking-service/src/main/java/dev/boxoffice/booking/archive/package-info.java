/// What is over leaves the hot tables.
@NullMarked
package dev.boxoffice.booking.archive;

import org.jspecify.annotations.NullMarked;
