package dev.boxoffice.event.listing.details;

import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an event shows beside its facts.
///
/// @param url where more is to be read
/// @param ageLimit in years
/// @param timeTba whether only the day of the start is known
@Embeddable
public record EventPresentation(
        @Nullable String url,
        @Convert(converter = EventImagesConverter.class) List<EventImage> images,
        @Nullable Integer ageLimit,
        boolean timeTba) {

    public static final EventPresentation NONE = new EventPresentation(null, List.of(), null, false);
}
