/// Sales and holds: how many, how fast, and while the history grows.
@NullMarked
package dev.boxoffice.bench.sale;

import org.jspecify.annotations.NullMarked;
