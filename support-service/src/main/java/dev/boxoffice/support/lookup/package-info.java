@NullMarked
package dev.boxoffice.support.lookup;

import org.jspecify.annotations.NullMarked;
