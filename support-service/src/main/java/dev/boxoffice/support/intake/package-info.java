/// From a report to a routed case in one answer.
@NullMarked
package dev.boxoffice.support.intake;

import org.jspecify.annotations.NullMarked;
