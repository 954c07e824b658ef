@NullMarked
package dev.boxoffice.support.triage.severity;

import org.jspecify.annotations.NullMarked;
