@NullMarked
package dev.boxoffice.event.revision;

import org.jspecify.annotations.NullMarked;
