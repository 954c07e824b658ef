/// What the desk has done, counted.
@NullMarked
package dev.boxoffice.support.report;

import org.jspecify.annotations.NullMarked;
