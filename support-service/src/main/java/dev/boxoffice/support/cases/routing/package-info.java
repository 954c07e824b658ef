/// Which queue a case waits in, and what happens when it is seen differently.
@NullMarked
package dev.boxoffice.support.cases.routing;

import org.jspecify.annotations.NullMarked;
