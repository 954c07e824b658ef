@NullMarked
package dev.boxoffice.search.query.relevance;

import org.jspecify.annotations.NullMarked;
