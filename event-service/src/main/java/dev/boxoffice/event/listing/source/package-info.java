@NullMarked
package dev.boxoffice.event.listing.source;

import org.jspecify.annotations.NullMarked;
