package dev.boxoffice.booking.seats;

import dev.boxoffice.booking.seats.count.TicketCountService;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Redis's copy of what Postgres says of the tickets: what reserve looks at, and what the live seat map is told of.
@Component
public class SeatMirrorStore {

    private final MirrorScript script;
    private final MirrorProperties properties;
    private final TicketCountService counts;
    private final Set<UUID> missed = ConcurrentHashMap.newKeySet();

    SeatMirrorStore(MirrorScript script, MirrorProperties properties, TicketCountService counts) {
        this.counts = counts;
        this.script = script;
        this.properties = properties;
    }

    /// Tells Redis of a committed change. When Redis is out nothing is lost: the change's outbox row stays
    /// behind.
    ///
    /// @return whether Redis has taken it
    public boolean apply(TicketChange change) {
        counts.noteChange(change.event());
        var taken = write(change.event(), change.tickets(), change.booking(), change.spentAdmission());
        if (!taken) {
            missed.add(change.event());
        }
        return taken;
    }

    /// Tickets of this event have changed, whether or not Redis is told now.
    public void noteChange(UUID event) {
        counts.noteChange(event);
    }

    /// Whether Redis may not know of a change of this event, which the caller now takes care of.
    boolean takeMissed(UUID event) {
        return missed.remove(event);
    }

    void addMissed(UUID event) {
        missed.add(event);
    }

    /// @return whether Redis has taken all of them
    boolean write(UUID event, List<TicketState> tickets) {
        for (var from = 0; from < tickets.size(); from += properties.rebuildChunk()) {
            var chunk = tickets.subList(from, Math.min(tickets.size(), from + properties.rebuildChunk()));
            if (!write(event, chunk, null, null)) {
                return false;
            }
        }
        return true;
    }

    /// @param changed the booking that those who follow it are told of; null for none
    /// @return whether Redis has taken it
    boolean write(UUID event, List<TicketState> tickets, @Nullable UUID changed, @Nullable String spentAdmission) {
        var command = new MirrorScript.Command(event, tickets, changed, spentAdmission, properties.admissionMemory());
        return script.run(command).isPresent();
    }
}
