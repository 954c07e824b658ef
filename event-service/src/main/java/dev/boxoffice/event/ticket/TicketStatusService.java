package dev.boxoffice.event.ticket;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;

/// Who has tickets of an event, as Postgres says it.
@Service
public class TicketStatusService {

    public record Taken(int ordinal, Reason reason) {}

    /// Why a ticket cannot be had: its payment is in flight, it is sold, or its organiser keeps it from the sale.
    public enum Reason {
        RESERVED,
        BOOKED,
        WITHHELD
    }

    private final TicketStatusRepository repository;

    TicketStatusService(TicketStatusRepository repository) {
        this.repository = repository;
    }

    /// The tickets that cannot be had; all others are available.
    public List<Taken> taken(UUID eventId) {
        return repository.taken(eventId);
    }

    /// Whether anybody has a ticket of the event, or is paying for one.
    public boolean isAnyTaken(UUID eventId) {
        return repository.isAnyTaken(eventId);
    }

    public boolean isCancelled(UUID eventId) {
        return repository.isCancelled(eventId);
    }
}
