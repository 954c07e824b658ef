package dev.boxoffice.event.organization;

import java.util.UUID;

/// What belongs to an organization.
public interface OrganizationOwned {

    UUID organizationId();

    /// Whether everybody may know that it exists.
    boolean isPublic();
}
