@NullMarked
package dev.boxoffice.event.encoding;

import org.jspecify.annotations.NullMarked;
