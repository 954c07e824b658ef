/// How the desk keeps its promises.
@NullMarked
package dev.boxoffice.support.monitoring.health;

import org.jspecify.annotations.NullMarked;
