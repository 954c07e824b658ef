/// How bad a case is, and the facts that follows from.
@NullMarked
package dev.boxoffice.support.triage.severity;

import org.jspecify.annotations.NullMarked;
