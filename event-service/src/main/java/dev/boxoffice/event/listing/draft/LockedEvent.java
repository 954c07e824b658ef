package dev.boxoffice.event.listing.draft;

import dev.boxoffice.event.listing.PublicationState;
import dev.boxoffice.event.organization.OrganizationOwned;
import java.util.UUID;

/// An event that nobody edits, publishes or deletes before the running transaction ends.
///
/// @param isPublic whether it was published, or imported
record LockedEvent(UUID id, UUID organizationId, PublicationState state, boolean isPublic, long version, String name)
        implements OrganizationOwned {

    boolean isDraft() {
        return state == PublicationState.DRAFT && !isPublic;
    }
}
