/// Tests of the waiting room's room.
@org.jspecify.annotations.NullMarked
package dev.boxoffice.gateway.waitingroom.room;
