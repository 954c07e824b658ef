package dev.boxoffice.event.revision;

import dev.boxoffice.event.cache.Versioned;
import java.util.UUID;

/// Something that an organization owns, before an edit.
///
/// @param kind as the audit log names it
/// @param cached as everybody reads it
/// @param written as its organiser would write it
public record OwnedRecord<T extends Versioned, R extends Record>(
        String kind, UUID id, UUID organizationId, T cached, R written) {}
