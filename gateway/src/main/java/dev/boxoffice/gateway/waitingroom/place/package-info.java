/// A user's place in a waiting room: joining, waiting, their turn, leaving.
@NullMarked
package dev.boxoffice.gateway.waitingroom.place;

import org.jspecify.annotations.NullMarked;
