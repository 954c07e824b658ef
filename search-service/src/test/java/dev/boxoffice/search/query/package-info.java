@NullMarked
package dev.boxoffice.search.query;

import org.jspecify.annotations.NullMarked;
