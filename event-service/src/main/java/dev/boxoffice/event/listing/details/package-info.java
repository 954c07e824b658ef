@NullMarked
package dev.boxoffice.event.listing.details;

import org.jspecify.annotations.NullMarked;
