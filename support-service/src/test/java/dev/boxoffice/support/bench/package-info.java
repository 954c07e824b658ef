@NullMarked
package dev.boxoffice.support.bench;

import org.jspecify.annotations.NullMarked;
