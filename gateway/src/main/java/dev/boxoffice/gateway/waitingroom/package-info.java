/// The waiting room. Its rooms depend on each other one way: `web` → `place` → `admission` → `room` → `event`, `draw`.
@NullMarked
package dev.boxoffice.gateway.waitingroom;

import org.jspecify.annotations.NullMarked;
