/// What a million who wait cost, and how fast a crowd may join.
@NullMarked
package dev.boxoffice.bench.waitingroom;

import org.jspecify.annotations.NullMarked;
