/// Drafts come and go: copied from events, deleted before anybody saw them.
@NullMarked
package dev.boxoffice.event.listing.draft;

import org.jspecify.annotations.NullMarked;
