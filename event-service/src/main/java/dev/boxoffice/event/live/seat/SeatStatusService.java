package dev.boxoffice.event.live.seat;

import dev.boxoffice.event.ticket.TicketStatusService;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Where seat state comes from: Postgres says what is sold, Redis what is held and what has changed since.
@Service
public class SeatStatusService {

    private final AvailabilityStore store;
    private final TicketStatusService tickets;
    private final Clock clock;

    SeatStatusService(AvailabilityStore store, TicketStatusService tickets, Clock clock) {
        this.store = store;
        this.tickets = tickets;
        this.clock = clock;
    }

    /// Announces what has run out by now, then reads what happened since that version.
    public SeatChanges changesSince(UUID eventId, long version) {
        return store.changesSince(eventId, version);
    }

    /// All seats.
    ///
    /// The version first, then what Redis holds, then Postgres: what they show beyond it is told again by the
    /// changes that follow, while the other way round a sale between the reads would be missed.
    ///
    /// @param shown the highest version anybody has seen; the snapshot's is never lower
    public SeatSnapshot snapshot(UUID eventId, int total, long shown) {
        var held = store.held(eventId, shown);
        if (held.isEmpty()) {
            return soldOnly(eventId, total, shown);
        }
        var statuses = sold(eventId, total);
        for (var ordinal : held.get().ordinals()) {
            if (ordinal < total && statuses[ordinal] == SeatStatus.AVAILABLE.code()) {
                statuses[ordinal] = SeatStatus.HELD.code();
            }
        }
        return snapshot(eventId, held.get().version(), statuses);
    }

    /// All seats without Redis: Postgres's truth, at a version above all that were shown.
    public SeatSnapshot soldOnly(UUID eventId, int total, long shown) {
        return snapshot(eventId, Math.max(shown + 1, epochMicros(clock.instant())), sold(eventId, total));
    }

    private byte[] sold(UUID eventId, int total) {
        var statuses = new byte[total];
        for (var ticket : tickets.taken(eventId)) {
            statuses[ticket.ordinal()] = statusOf(ticket.reason()).code();
        }
        return statuses;
    }

    private static SeatStatus statusOf(TicketStatusService.Reason reason) {
        return switch (reason) {
            case RESERVED -> SeatStatus.HELD;
            case BOOKED -> SeatStatus.BOOKED;
            case WITHHELD -> SeatStatus.NOT_FOR_SALE;
        };
    }

    private SeatSnapshot snapshot(UUID eventId, long version, byte[] statuses) {
        var cancelled = tickets.isCancelled(eventId);
        for (var ordinal = 0; cancelled && ordinal < statuses.length; ordinal++) {
            if (statuses[ordinal] == SeatStatus.AVAILABLE.code()) {
                statuses[ordinal] = SeatStatus.NOT_FOR_SALE.code();
            }
        }
        return new SeatSnapshot(version, statuses, cancelled);
    }

    /// The event is for sale no longer: every instance reads its seats anew.
    public void invalidate(UUID eventId) {
        store.invalidate(eventId);
    }

    private static long epochMicros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
