/// What the waiting room needs to know of events, as event-service tells it.
@NullMarked
package dev.boxoffice.gateway.waitingroom.event;

import org.jspecify.annotations.NullMarked;
