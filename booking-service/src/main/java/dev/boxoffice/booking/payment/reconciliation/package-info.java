@NullMarked
package dev.boxoffice.booking.payment.reconciliation;

import org.jspecify.annotations.NullMarked;
