@NullMarked
package dev.boxoffice.booking.booking.entitlement;

import org.jspecify.annotations.NullMarked;
