/// The rules that find a case's queue.
@NullMarked
package dev.boxoffice.support.triage.routing;

import org.jspecify.annotations.NullMarked;
