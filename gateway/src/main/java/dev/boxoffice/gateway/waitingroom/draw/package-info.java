/// The draw of the pre-queue and the order that follows from it.
@NullMarked
package dev.boxoffice.gateway.waitingroom.draw;

import org.jspecify.annotations.NullMarked;
