package dev.boxoffice.booking.seats;

import dev.boxoffice.booking.commit.GroupCommit;
import dev.boxoffice.booking.commit.GroupCommitProperties;
import dev.boxoffice.booking.seats.count.TicketCountService;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Redis's copy of what Postgres says of the tickets: what reserve looks at, and what the live seat map is told of.
@Component
public class SeatMirrorStore {

    /// So few that the script does not much more than for a part of a large booking.
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
        var tickets = change.tickets();
        var last = (tickets.size() - 1) / properties.rebuildChunk() * properties.rebuildChunk();
        return writeParts(event, tickets.subList(0, last))
                .filter(ended -> write(
                        event,
                        List.of(new TicketChange(
                                event,
                                change.booking(),
                                tickets.subList(last, tickets.size()),
                                change.spentAdmission())),
                        ended))
                .isPresent();
    }

    /// The records of holds that end stay until all parts have come, since they tell who has a hold's other seats.
    /// Empty
    /// when Redis is out.
    ///
    /// @return those records
    private Optional<List<String>> writeParts(UUID event, List<TicketState> tickets) {
        var ended = new ArrayList<String>();
        for (var part : parts(tickets)) {
            var reply = run(event, part, null, List.of(), List.of());
            if (reply.isEmpty()) {
                return Optional.empty();
            }
            ended.addAll(reply.get().ended());
        }
        return Optional.of(ended);
    }

    private boolean endHolds(UUID event, List<String> ended) {
        return parts(ended).stream()
                .allMatch(part ->
                        run(event, List.of(), part, List.of(), List.of()).isPresent());
    }

    private <T> List<List<T>> parts(List<T> all) {
        var parts = new ArrayList<List<T>>();
        for (var from = 0; from < all.size(); from += properties.rebuildChunk()) {
            parts.add(all.subList(from, Math.min(all.size(), from + properties.rebuildChunk())));
        }
        return parts;
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
        return writeParts(event, tickets)
                .filter(ended -> endHolds(event, ended))
                .isPresent();
    }

    /// Those who follow the changed bookings are told.
    ///
    /// @return whether Redis has taken it
    boolean write(UUID event, List<TicketChange> changes) {
        return write(event, changes, List.of());
    }

    private boolean write(UUID event, List<TicketChange> changes, List<String> endedBefore) {
        return run(
                        event,
                        changes.stream()
                                .flatMap(change -> change.tickets().stream())
                                .toList(),
                        endedBefore,
                        changes.stream().map(TicketChange::booking).toList(),
                        changes.stream()
                                .flatMap(change -> Stream.ofNullable(change.spentAdmission()))
                                .toList())
                .isPresent();
    }

    private Optional<MirrorScript.Reply> run(
            UUID event,
            List<TicketState> tickets,
            @Nullable List<String> endedBefore,
            List<UUID> changed,
            List<String> spentAdmissions) {
        return script.run(new MirrorScript.Command(
                event, tickets, endedBefore, changed, spentAdmissions, properties.admissionMemory()));
    }
}
