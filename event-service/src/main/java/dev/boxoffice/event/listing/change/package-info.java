/// How an event is changed once it is there.
@NullMarked
package dev.boxoffice.event.listing.change;

import org.jspecify.annotations.NullMarked;
