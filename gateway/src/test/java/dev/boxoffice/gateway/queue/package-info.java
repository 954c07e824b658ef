/// Tests: The waiting room.
@org.jspecify.annotations.NullMarked
package dev.boxoffice.gateway.queue;
