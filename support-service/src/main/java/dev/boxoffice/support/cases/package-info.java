/// One owner a case, or one queue with a running clock.
@NullMarked
package dev.boxoffice.support.cases;

import org.jspecify.annotations.NullMarked;
