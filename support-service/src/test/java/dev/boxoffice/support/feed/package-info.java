@NullMarked
package dev.boxoffice.support.feed;

import org.jspecify.annotations.NullMarked;
