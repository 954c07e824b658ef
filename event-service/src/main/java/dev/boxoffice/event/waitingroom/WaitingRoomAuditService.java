package dev.boxoffice.event.waitingroom;

import dev.boxoffice.event.listing.CachedEvent;
import dev.boxoffice.event.listing.EventService;
import dev.boxoffice.platform.servlet.audit.AuditEntry;
import dev.boxoffice.platform.servlet.audit.AuditOrigin;
import dev.boxoffice.platform.servlet.audit.AuditRepository;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes what gateways have left for the audit into it.
@Service
class WaitingRoomAuditService {

    /// Far longer than a gateway may need from its note to its act, and than clocks differ.
    private static final Duration LOOKED_FOR = Duration.ofMinutes(10);

    private final WaitingRoomAuditStore left;
    private final EventService events;
    private final AuditRepository audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WaitingRoomAuditService(
            WaitingRoomAuditStore left,
            EventService events,
            AuditRepository audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.left = left;
        this.events = events;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    void takeIn() {
        var lookedFrom = clock.instant().minus(LOOKED_FOR);
        left.events().forEach(this::takeIn);
        left.forgetBefore(lookedFrom);
    }

    /// Removed once they are committed: a line that is taken in twice has one id and stands there once.
    private void takeIn(UUID event) {
        var lines = left.find(event);
        if (!lines.isEmpty()) {
            transaction.executeWithoutResult(_ -> append(event, lines));
            left.remove(event, lines);
        }
    }

    private void append(UUID event, List<WaitingRoomAuditLine> lines) {
        var organization = events.find(event).map(CachedEvent::organizationId).orElse(null);
        for (var line : lines) {
            audit.append(
                    new AuditEntry(line.action(), "event", event.toString(), event, organization, null, line.details()),
                    new AuditOrigin(line.id(), line.at(), line.actor(), line.role(), line.requestId()));
        }
    }
}
