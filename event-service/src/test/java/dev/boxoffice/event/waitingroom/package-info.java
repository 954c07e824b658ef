@NullMarked
package dev.boxoffice.event.waitingroom;

import org.jspecify.annotations.NullMarked;
