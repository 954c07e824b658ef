@NullMarked
package dev.boxoffice.search.place;

import org.jspecify.annotations.NullMarked;
