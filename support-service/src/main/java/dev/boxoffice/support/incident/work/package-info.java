/// What is done about an incident, up to its end.
@NullMarked
package dev.boxoffice.support.incident.work;

import org.jspecify.annotations.NullMarked;
