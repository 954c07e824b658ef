@NullMarked
package dev.boxoffice.search.capture.stream;

import org.jspecify.annotations.NullMarked;
