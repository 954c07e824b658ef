/// The timers a case needs in the state it is in.
@NullMarked
package dev.boxoffice.support.cases.timer;

import org.jspecify.annotations.NullMarked;
