/// What Postgres remembers of the gateway's waiting rooms.
@NullMarked
package dev.boxoffice.event.waitingroom;

import org.jspecify.annotations.NullMarked;
