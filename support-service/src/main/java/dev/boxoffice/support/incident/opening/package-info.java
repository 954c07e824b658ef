/// How an incident begins.
@NullMarked
package dev.boxoffice.support.incident.opening;

import org.jspecify.annotations.NullMarked;
