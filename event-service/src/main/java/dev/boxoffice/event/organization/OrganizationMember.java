package dev.boxoffice.event.organization;

import dev.boxoffice.platform.organization.OrganizationRole;
import java.time.Instant;

/// Somebody with a role in an organization.
///
/// @param subject the `sub` of their tokens
record OrganizationMember(String subject, OrganizationRole role, Instant addedAt) {}
