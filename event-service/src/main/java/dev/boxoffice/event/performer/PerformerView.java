package dev.boxoffice.event.performer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A performer as everybody may read it.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PerformerView(
        UUID id, UUID organizationId, String name, @Nullable String genre) {}
