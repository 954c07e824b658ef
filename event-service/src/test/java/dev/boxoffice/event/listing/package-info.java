@NullMarked
package dev.boxoffice.event.listing;

import org.jspecify.annotations.NullMarked;
