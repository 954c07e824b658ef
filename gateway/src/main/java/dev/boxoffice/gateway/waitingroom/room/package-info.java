/// Each event's waiting room: its state in Redis, and how it moves on.
@NullMarked
package dev.boxoffice.gateway.waitingroom.room;

import org.jspecify.annotations.NullMarked;
