/// Rows by the million, put straight into the tables and taken out again.
@NullMarked
package dev.boxoffice.bench.data;

import org.jspecify.annotations.NullMarked;
