package dev.boxoffice.event.performer;

import dev.boxoffice.event.input.SingleLine;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/// A performer as an organiser describes them.
record PerformerRequest(
        @NotBlank @SingleLine String name,
        @SingleLine(max = 100) @Nullable String genre,
        @Nullable String organizationId) {

    /// As an organiser would write them.
    static PerformerRequest of(PerformerView performer) {
        return new PerformerRequest(performer.name(), performer.genre(), null);
    }
}
