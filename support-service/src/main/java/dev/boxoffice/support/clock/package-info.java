/// The clocks a case races against: started, frozen, retargeted, breached, stopped.
@NullMarked
package dev.boxoffice.support.clock;

import org.jspecify.annotations.NullMarked;
