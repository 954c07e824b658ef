@NullMarked
package dev.boxoffice.support.incident.work;

import org.jspecify.annotations.NullMarked;
