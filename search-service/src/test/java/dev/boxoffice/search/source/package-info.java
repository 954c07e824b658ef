@NullMarked
package dev.boxoffice.search.source;

import org.jspecify.annotations.NullMarked;
