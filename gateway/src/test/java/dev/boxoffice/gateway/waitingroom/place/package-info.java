/// Tests of the waiting room's place.
@org.jspecify.annotations.NullMarked
package dev.boxoffice.gateway.waitingroom.place;
