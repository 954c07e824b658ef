package dev.boxoffice.support.attachment;

import java.time.Instant;
import java.util.UUID;

/// A file kept with a case.
///
/// @param size in bytes
public record Attachment(UUID id, String name, String mediaType, int size, Instant createdAt) {}
