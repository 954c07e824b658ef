@NullMarked
package dev.boxoffice.search.indexing;

import org.jspecify.annotations.NullMarked;
