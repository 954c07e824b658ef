/// Reports in.
@NullMarked
package dev.boxoffice.support.intake;

import org.jspecify.annotations.NullMarked;
