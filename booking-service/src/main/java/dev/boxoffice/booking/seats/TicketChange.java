package dev.boxoffice.booking.seats;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tickets that one committed statement has changed, for the mirror in Redis.
///
/// @param outboxRow its row in `booking.mirror_outbox`
/// @param spentAdmission the waiting room's admission that this booking used up
public record TicketChange(
        UUID event,
        UUID booking,
        UUID outboxRow,
        List<TicketState> tickets,
        @Nullable String spentAdmission) {}
