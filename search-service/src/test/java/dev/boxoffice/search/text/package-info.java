@NullMarked
package dev.boxoffice.search.text;

import org.jspecify.annotations.NullMarked;
