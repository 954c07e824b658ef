@NullMarked
package dev.boxoffice.support.monitoring.health;

import org.jspecify.annotations.NullMarked;
