@NullMarked
package dev.boxoffice.search.query.criteria;

import org.jspecify.annotations.NullMarked;
