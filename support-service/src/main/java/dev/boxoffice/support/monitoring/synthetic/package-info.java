/// A case that proves the timers.
@NullMarked
package dev.boxoffice.support.monitoring.synthetic;

import org.jspecify.annotations.NullMarked;
