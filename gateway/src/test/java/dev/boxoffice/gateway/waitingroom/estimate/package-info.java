/// Tests of the waiting room's draw.
@org.jspecify.annotations.NullMarked
package dev.boxoffice.gateway.waitingroom.estimate;
