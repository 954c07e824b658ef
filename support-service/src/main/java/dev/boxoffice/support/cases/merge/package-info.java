/// Internal notes, and two cases that are one.
@NullMarked
package dev.boxoffice.support.cases.merge;

import org.jspecify.annotations.NullMarked;
