@NullMarked
package dev.boxoffice.booking.booking.ledger;

import org.jspecify.annotations.NullMarked;
