/// How cases are handed out.
@NullMarked
package dev.boxoffice.support.cases.queue;

import org.jspecify.annotations.NullMarked;
