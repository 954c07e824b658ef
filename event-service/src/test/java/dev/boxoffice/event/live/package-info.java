@NullMarked
package dev.boxoffice.event.live;

import org.jspecify.annotations.NullMarked;
