@NullMarked
package dev.boxoffice.support.cases.deadline;

import org.jspecify.annotations.NullMarked;
