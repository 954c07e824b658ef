@NullMarked
package dev.boxoffice.support.cases.suggestion;

import org.jspecify.annotations.NullMarked;
