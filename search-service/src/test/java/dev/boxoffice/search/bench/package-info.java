@NullMarked
package dev.boxoffice.search.bench;

import org.jspecify.annotations.NullMarked;
