@NullMarked
package dev.boxoffice.support.incident.detection;

import org.jspecify.annotations.NullMarked;
