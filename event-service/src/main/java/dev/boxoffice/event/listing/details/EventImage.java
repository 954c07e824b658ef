package dev.boxoffice.event.listing.details;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A picture of an event, kept by whoever serves it.
///
/// @param width in pixels
/// @param alt what is to be seen, for those who do not see it
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EventImage(
        String url,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String alt) {}
