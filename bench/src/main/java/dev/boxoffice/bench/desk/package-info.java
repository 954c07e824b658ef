/// The support desk in a surge of reports.
@NullMarked
package dev.boxoffice.bench.desk;

import org.jspecify.annotations.NullMarked;
