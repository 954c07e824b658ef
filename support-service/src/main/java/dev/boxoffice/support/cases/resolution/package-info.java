/// How cases end, and begin again.
@NullMarked
package dev.boxoffice.support.cases.resolution;

import org.jspecify.annotations.NullMarked;
