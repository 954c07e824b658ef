@NullMarked
package dev.boxoffice.support.history;

import org.jspecify.annotations.NullMarked;
