@NullMarked
package dev.boxoffice.support.incident.data;

import org.jspecify.annotations.NullMarked;
