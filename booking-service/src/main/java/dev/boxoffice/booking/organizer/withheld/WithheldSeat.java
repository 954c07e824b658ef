package dev.boxoffice.booking.organizer.withheld;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A seat that is kept from the sale.
///
/// @param by subject of whoever said so
record WithheldSeat(
        int ordinal, WithheldKind kind, @Nullable String reason, String by, Instant at) {}
