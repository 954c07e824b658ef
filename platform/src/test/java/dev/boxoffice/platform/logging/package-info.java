@NullMarked
package dev.boxoffice.platform.logging;

import org.jspecify.annotations.NullMarked;
