package dev.boxoffice.event.organization;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.boxoffice.platform.organization.OrganizationRole;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An organization as its members read it.
///
/// @param role the reader's own in it; absent for an operator
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrganizationView(
        UUID id, String name, Instant createdAt, @Nullable OrganizationRole role) {}
