/// Many who watch an event's seats at once.
@NullMarked
package dev.boxoffice.bench.watch;

import org.jspecify.annotations.NullMarked;
