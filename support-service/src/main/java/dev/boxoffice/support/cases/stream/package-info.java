/// A case as a stream of events.
@NullMarked
package dev.boxoffice.support.cases.stream;

import org.jspecify.annotations.NullMarked;
