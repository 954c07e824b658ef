@NullMarked
package dev.boxoffice.event.live.seat;

import org.jspecify.annotations.NullMarked;
