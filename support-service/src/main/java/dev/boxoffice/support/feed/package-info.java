/// What booking-service and event-service tell, and what they should have told.
@NullMarked
package dev.boxoffice.support.feed;

import org.jspecify.annotations.NullMarked;
