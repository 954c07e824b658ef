@NullMarked
package dev.boxoffice.search;

import org.jspecify.annotations.NullMarked;
