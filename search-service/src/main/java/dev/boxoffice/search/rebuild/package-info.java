@NullMarked
package dev.boxoffice.search.rebuild;

import org.jspecify.annotations.NullMarked;
