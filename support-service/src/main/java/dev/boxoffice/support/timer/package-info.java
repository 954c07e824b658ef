/// Durable alarms in Postgres: a timer only wakes, the woken code decides.
@NullMarked
package dev.boxoffice.support.timer;

import org.jspecify.annotations.NullMarked;
