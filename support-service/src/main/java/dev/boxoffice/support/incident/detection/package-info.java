/// How many cases with one cause are seen to be one incident.
@NullMarked
package dev.boxoffice.support.incident.detection;

import org.jspecify.annotations.NullMarked;
