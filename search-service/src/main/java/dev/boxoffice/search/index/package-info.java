@NullMarked
package dev.boxoffice.search.index;

import org.jspecify.annotations.NullMarked;
