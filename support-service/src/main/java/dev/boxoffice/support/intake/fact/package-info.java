/// Gathers what our own rows say about a report.
@NullMarked
package dev.boxoffice.support.intake.fact;

import org.jspecify.annotations.NullMarked;
