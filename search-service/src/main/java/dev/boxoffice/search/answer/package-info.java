@NullMarked
package dev.boxoffice.search.answer;

import org.jspecify.annotations.NullMarked;
