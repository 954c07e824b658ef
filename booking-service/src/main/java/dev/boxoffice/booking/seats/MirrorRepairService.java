package dev.boxoffice.booking.seats;

import dev.boxoffice.booking.seats.MirrorOutboxRepository.Row;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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
        var changes = outbox.lockOverdue(clock.instant().minus(properties.repairAfter()), properties.batch());
        overdue = changes.size();
        var repaired = new ArrayList<UUID>();
        changes.stream().collect(Collectors.groupingBy(Row::event)).forEach((event, ofEvent) -> {
            if (repair(event, ofEvent)) {
                ofEvent.forEach(change -> repaired.add(change.id()));
            }
        });
        if (!repaired.isEmpty()) {
            outbox.delete(repaired);
            log.info("Repaired {} changes in Redis", repaired.size());
        }
        return repaired.size() == properties.batch();
    }

    private boolean repair(UUID event, List<Row> changes) {
        var ordinals = changes.stream()
                .flatMap(change -> change.ordinals().stream())
                .distinct()
                .toList();
        return mirror.write(event, tickets.states(event, ordinals))
                && changes.stream()
                        .allMatch(change -> mirror.write(event, List.of(), change.booking(), change.spentAdmission()));
    }
}
