/// Better rules, out of what people corrected.
@NullMarked
package dev.boxoffice.support.triage.proposal;

import org.jspecify.annotations.NullMarked;
