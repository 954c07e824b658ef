@NullMarked
package dev.boxoffice.platform.tracing;

import org.jspecify.annotations.NullMarked;
