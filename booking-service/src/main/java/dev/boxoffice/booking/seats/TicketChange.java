package dev.boxoffice.booking.seats;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tickets that one committed statement has changed, for the mirror in Redis.
///
/// @param spentAdmission the waiting room's admission that this booking used up
public record TicketChange(
        UUID event,
        UUID booking,
        List<TicketState> tickets,
        @Nullable String spentAdmission) {}
