/// Durable timers in Postgres: one says when to look, its handler decides.
@NullMarked
package dev.boxoffice.support.timer;

import org.jspecify.annotations.NullMarked;
