package dev.boxoffice.event.revision;

import dev.boxoffice.platform.security.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A merge patch as it was sent.
///
/// @param ifMatch the version its sender has read
public record RevisionRequest(JsonNode patch, @Nullable String ifMatch, Caller caller, Instant now) {}
