/// How cases like one were resolved.
@NullMarked
package dev.boxoffice.support.cases.suggestion;

import org.jspecify.annotations.NullMarked;
