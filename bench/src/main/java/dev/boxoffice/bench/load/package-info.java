/// What every run works with: load at a rate or as fast as it goes, who sends it, and what it is sent to.
@NullMarked
package dev.boxoffice.bench.load;

import org.jspecify.annotations.NullMarked;
