package dev.boxoffice.booking.seats;

import dev.boxoffice.booking.seats.MirrorOutboxRepository.Row;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Brings to Redis what a crash or an outage kept from it; several instances share the work.
@Service
class MirrorRepairService {

    private static final Logger log = LoggerFactory.getLogger(MirrorRepairService.class);

    private final MirrorOutboxRepository outbox;
    private final TicketStateRepository tickets;
    private final SeatMirrorStore mirror;
    private final MirrorProperties properties;
    private final Clock clock;
    private volatile long overdue;

    MirrorRepairService(
            MirrorOutboxRepository outbox,
            TicketStateRepository tickets,
            SeatMirrorStore mirror,
            MirrorProperties properties,
            Clock clock) {
        this.outbox = outbox;
        this.tickets = tickets;
        this.mirror = mirror;
        this.properties = properties;
        this.clock = clock;
    }

    /// Changes that Redis should know of and did not when they were last looked for.
    public long overdue() {
        return overdue;
    }

    /// @return whether a full batch was repaired, so that there may be more
    @Transactional
    public boolean repairBatch() {
        var before = clock.instant().minus(properties.repairAfter());
        var changes = outbox.lockOverdue(before, properties.batch());
        overdue = changes.size();
        var repaired = write(changes);
        if (!repaired.isEmpty()) {
            outbox.markReady(repaired, before);
            log.info("Repaired {} changes in Redis", repaired.size());
        }
        return repaired.size() == properties.batch();
    }

    /// Shows the seats of payments that take long as reserved: until then the buyer's hold has kept them.
    ///
    /// @return whether there may be more
    @Transactional
    public boolean showOpenPayments() {
        var open = outbox.lockOpen(clock.instant().minus(properties.repairAfter()), properties.batch());
        var shown = write(open);
        if (!shown.isEmpty()) {
            outbox.markMirrored(shown);
        }
        return shown.size() == properties.batch();
    }

    /// @return the bookings whose tickets Redis has taken
    private Set<UUID> write(List<Row> changes) {
        var written = new HashSet<UUID>();
        changes.stream().collect(Collectors.groupingBy(Row::event)).forEach((event, ofEvent) -> {
            if (repair(event, ofEvent)) {
                ofEvent.forEach(change -> written.add(change.booking()));
            }
        });
        return written;
    }

    private boolean repair(UUID event, List<Row> changes) {
        mirror.noteChange(event);
        var ordinals = changes.stream()
                .flatMap(change -> change.ordinals().stream())
                .distinct()
                .toList();
        return mirror.writeTickets(event, tickets.states(event, ordinals))
                && changes.stream()
                        .map(change -> new TicketChange(event, change.booking(), List.of(), change.spentAdmission()))
                        .allMatch(change -> mirror.write(event, List.of(change)));
    }
}
