/// Incidents over HTTP.
@NullMarked
package dev.boxoffice.support.incident.view;

import org.jspecify.annotations.NullMarked;
