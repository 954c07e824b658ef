@NullMarked
package dev.boxoffice.support.cases.queue;

import org.jspecify.annotations.NullMarked;
