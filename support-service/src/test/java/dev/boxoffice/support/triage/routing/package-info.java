@NullMarked
package dev.boxoffice.support.triage.routing;

import org.jspecify.annotations.NullMarked;
