/// The clocks of cases and incidents.
@NullMarked
package dev.boxoffice.support.clock;

import org.jspecify.annotations.NullMarked;
