/// Tests of the waiting room as a whole.
@org.jspecify.annotations.NullMarked
package dev.boxoffice.gateway.waitingroom;
