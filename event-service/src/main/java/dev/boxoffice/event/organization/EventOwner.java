package dev.boxoffice.event.organization;

import java.util.UUID;

/// Who made an event, and whose it is from then on.
///
/// @param subject who made it
public record EventOwner(String subject, UUID organization) {}
