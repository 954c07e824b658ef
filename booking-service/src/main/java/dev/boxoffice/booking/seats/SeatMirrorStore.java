package dev.boxoffice.booking.seats;

import dev.boxoffice.booking.commit.GroupCommit;
import dev.boxoffice.booking.commit.GroupCommitProperties;
import dev.boxoffice.booking.seats.count.TicketCountService;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Redis's copy of what Postgres says of the tickets: what reserve looks at, and what the live seat map is told of.
@Component
public class SeatMirrorStore {

    /// So few that the script does no more than one of a large booking.
    private static final int MOST_TOGETHER = 16;

    private static final int MOST_TICKETS_TOGETHER = 4;

    private final MirrorScript script;
    private final MirrorProperties properties;
    private final TicketCountService counts;
    private final GroupCommit<UUID, TicketChange, Boolean> groups;
    private final Set<UUID> missed = ConcurrentHashMap.newKeySet();

    SeatMirrorStore(
            MirrorScript script,
            MirrorProperties properties,
            TicketCountService counts,
            GroupCommitProperties limits,
            MeterRegistry metrics) {
        this.counts = counts;
        this.script = script;
        this.properties = properties;
        this.groups = new GroupCommit<>(
                limits.atMost(MOST_TOGETHER),
                change -> change.tickets().stream().map(TicketState::ordinal).toList(),
                change -> write(change.event(), List.of(change)),
                this::writeTogether,
                metrics,
                "mirror");
    }

    /// Tells Redis of a committed change, together with others of the event that come at once. When Redis is out
    /// nothing is lost: the change's outbox row stays behind.
    ///
    /// @return whether Redis has taken it
    public boolean apply(TicketChange change) {
        counts.noteChange(change.event());
        var taken = change.tickets().size() <= MOST_TICKETS_TOGETHER
                ? groups.call(change.event(), change)
                : writeLarge(change);
        if (!taken) {
            missed.add(change.event());
        }
        return taken;
    }

    private Map<TicketChange, Boolean> writeTogether(UUID event, List<TicketChange> changes) {
        var taken = write(event, changes);
        return changes.stream().collect(Collectors.toMap(change -> change, _ -> taken, (one, _) -> one));
    }

    private boolean writeLarge(TicketChange change) {
        var event = change.event();
        if (change.tickets().size() <= properties.rebuildChunk()) {
            return write(event, List.of(change));
        }
        var withoutTickets = new TicketChange(event, change.booking(), List.of(), change.spentAdmission());
        return writeTickets(event, change.tickets()) && write(event, List.of(withoutTickets));
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
    boolean writeTickets(UUID event, List<TicketState> tickets) {
        for (var from = 0; from < tickets.size(); from += properties.rebuildChunk()) {
            var chunk = tickets.subList(from, Math.min(tickets.size(), from + properties.rebuildChunk()));
            if (!run(event, chunk, List.of(), List.of())) {
                return false;
            }
        }
        return true;
    }

    /// Those who follow the changed bookings are told.
    ///
    /// @return whether Redis has taken it
    boolean write(UUID event, List<TicketChange> changes) {
        return run(
                event,
                changes.stream().flatMap(change -> change.tickets().stream()).toList(),
                changes.stream().map(TicketChange::booking).toList(),
                changes.stream()
                        .flatMap(change -> Stream.ofNullable(change.spentAdmission()))
                        .toList());
    }

    private boolean run(UUID event, List<TicketState> tickets, List<UUID> changed, List<String> spentAdmissions) {
        var command = new MirrorScript.Command(event, tickets, changed, spentAdmissions, properties.admissionMemory());
        return script.run(command).isPresent();
    }
}
