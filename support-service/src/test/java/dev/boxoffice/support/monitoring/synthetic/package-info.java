@NullMarked
package dev.boxoffice.support.monitoring.synthetic;

import org.jspecify.annotations.NullMarked;
