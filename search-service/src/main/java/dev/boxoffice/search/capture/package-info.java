@NullMarked
package dev.boxoffice.search.capture;

import org.jspecify.annotations.NullMarked;
