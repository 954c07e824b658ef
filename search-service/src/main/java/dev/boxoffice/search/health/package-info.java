@NullMarked
package dev.boxoffice.search.health;

import org.jspecify.annotations.NullMarked;
