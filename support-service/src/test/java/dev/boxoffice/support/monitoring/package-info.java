@NullMarked
package dev.boxoffice.support.monitoring;

import org.jspecify.annotations.NullMarked;
