package dev.boxoffice.booking.catalogue.layout;

import org.jspecify.annotations.Nullable;

/// Where a ticket lets you sit or stand; general admission has neither row nor seat.
public record SeatLocation(
        String section, @Nullable String row, @Nullable String seat) {}
