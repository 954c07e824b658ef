@NullMarked
package dev.boxoffice.platform.time;

import org.jspecify.annotations.NullMarked;
