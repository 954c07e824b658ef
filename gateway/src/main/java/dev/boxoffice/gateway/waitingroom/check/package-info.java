/// What is asked of whoever joins a waiting room, where an operator asks for anything: that they are no crowd of bots.
@NullMarked
package dev.boxoffice.gateway.waitingroom.check;

import org.jspecify.annotations.NullMarked;
