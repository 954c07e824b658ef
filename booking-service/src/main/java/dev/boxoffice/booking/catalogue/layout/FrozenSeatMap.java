package dev.boxoffice.booking.catalogue.layout;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A seat map as event-service froze it at publication: what matters here of `inventory.event_layout`.
///
/// @param focalPoint where everybody looks; absent where nobody has said
@JsonIgnoreProperties(ignoreUnknown = true)
record FrozenSeatMap(List<Section> sections, @Nullable Point focalPoint) {

    /// @param rows none for general admission
    /// @param rank 1 for the best sections; absent where nobody has ranked them
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Section(
            String name,
            int firstOrdinal,
            List<Row> rows,
            @Nullable Integer rank) {
        Section {
            rows = Objects.requireNonNullElse(rows, List.of());
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Row(String name, List<Seat> seats) {}

    /// @param x to the right, in the plan's own unit
    /// @param y away from the stage
    /// @param companionOf the number of the accessible seat in the same row whose companion sits here
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Seat(
            String number,
            double x,
            double y,
            boolean accessible,
            @Nullable String companionOf,
            boolean restrictedView) {
        double distanceTo(double otherX, double otherY) {
            return Math.hypot(otherX - x, otherY - y);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Point(double x, double y) {}
}
