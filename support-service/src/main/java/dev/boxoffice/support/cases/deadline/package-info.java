/// What time does to a case.
@NullMarked
package dev.boxoffice.support.cases.deadline;

import org.jspecify.annotations.NullMarked;
