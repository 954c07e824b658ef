/// Parts that die, and the start of them all.
@NullMarked
package dev.boxoffice.bench.fault;

import org.jspecify.annotations.NullMarked;
