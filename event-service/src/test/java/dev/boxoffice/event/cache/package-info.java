@NullMarked
package dev.boxoffice.event.cache;

import org.jspecify.annotations.NullMarked;
