@NullMarked
package dev.boxoffice.support.cases.timer;

import org.jspecify.annotations.NullMarked;
