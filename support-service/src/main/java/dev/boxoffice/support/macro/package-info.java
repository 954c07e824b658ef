/// Text modules that agents answer with.
@NullMarked
package dev.boxoffice.support.macro;

import org.jspecify.annotations.NullMarked;
