/// The table of cases: what is known of one, and the statements that change it.
@NullMarked
package dev.boxoffice.support.cases.data;

import org.jspecify.annotations.NullMarked;
