/// What booking-service and event-service know.
@NullMarked
package dev.boxoffice.support.lookup;

import org.jspecify.annotations.NullMarked;
