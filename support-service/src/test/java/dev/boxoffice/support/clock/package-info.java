@NullMarked
package dev.boxoffice.support.clock;

import org.jspecify.annotations.NullMarked;
