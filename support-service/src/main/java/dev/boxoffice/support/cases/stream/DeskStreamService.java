package dev.boxoffice.support.cases.stream;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.cases.list.CaseListItem;
import dev.boxoffice.support.cases.list.CaseListService;
import dev.boxoffice.support.cases.list.ListedCase;
import dev.boxoffice.support.cases.view.CaseViewer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// Tells agents what changes at the desk: their own cases, the heads of the queues, answers of reporters, promises at
/// risk. Once a second for all agents together; what concerns everybody is read once.
@Service
class DeskStreamService {

    private static final int MOST_STREAMS = 1000;
    private static final int MOST_CASES = 100;
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /// An agent at the desk, and what they have been told.
    private static final class Seat {
        private final String agent;
        private final CaseViewer viewer;
        private final CaseStreamConnection connection;
        private volatile @Nullable DeskStatus told;
        /// What was said last in each of their own cases.
        private volatile Map<UUID, UUID> heard = Map.of();
        private volatile Instant lastSent = Instant.EPOCH;

        Seat(String agent, CaseViewer viewer, CaseStreamConnection connection) {
            this.agent = agent;
            this.viewer = viewer;
            this.connection = connection;
        }
    }

    private final CaseListService lists;
    private final Clock clock;
    private final Set<Seat> seats = ConcurrentHashMap.newKeySet();

    DeskStreamService(CaseListService lists, Clock clock) {
        this.lists = lists;
        this.clock = clock;
    }

    boolean isFull() {
        return seats.size() >= MOST_STREAMS;
    }

    /// Starts with everything as it is.
    ///
    /// @return what ends the subscription
    Runnable subscribe(String agent, CaseViewer viewer, CaseStreamConnection connection) {
        var seat = new Seat(agent, viewer, connection);
        tell(seat, lists.heads(), lists.atRisk(MOST_CASES));
        seats.add(seat);
        return () -> seats.remove(seat);
    }

    void sendChanges() {
        if (seats.isEmpty()) {
            return;
        }
        var heads = lists.heads();
        var risks = lists.atRisk(MOST_CASES);
        seats.forEach(seat -> tell(seat, heads, risks));
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        seats.forEach(seat -> seat.connection.complete());
    }

    private void tell(Seat seat, List<ListedCase> heads, List<ListedCase> risks) {
        var now = UtcTime.now(clock);
        var before = seat.told;
        var own = lists.openOf(seat.agent, MOST_CASES);
        var after = new DeskStatus(
                lists.seen(own, seat.viewer), lists.seen(heads, seat.viewer), lists.seen(risks, seat.viewer), now);
        seat.told = after;
        if (before == null) {
            send(seat, "snapshot", after, now);
        } else {
            sendReplies(seat, before, own, now);
            sendDifferences(seat, before, after, now);
        }
        seat.heard = own.stream()
                .filter(row -> row.saidLast() != null)
                .collect(Collectors.toMap(row -> row.item().id(), row -> Objects.requireNonNull(row.saidLast())));
        if (seat.lastSent.plus(HEARTBEAT).isBefore(now)) {
            send(seat, "heartbeat", "{\"at\":\"" + now + "\"}", now);
        }
    }

    /// Each answer by itself: a second one is none the less for the first being unanswered.
    private void sendReplies(Seat seat, DeskStatus before, List<ListedCase> own, Instant now) {
        var had = before.own().stream().map(CaseListItem::id).collect(Collectors.toSet());
        var replied = own.stream()
                .filter(row -> row.item().customerReplied())
                .filter(row -> had.contains(row.item().id()))
                .filter(row -> !Objects.equals(seat.heard.get(row.item().id()), row.saidLast()))
                .toList();
        lists.seen(replied, seat.viewer).forEach(row -> send(seat, "reply", new DeskStatus.Reply(row, now), now));
    }

    private void sendDifferences(Seat seat, DeskStatus before, DeskStatus after, Instant now) {
        sendIfChanged(seat, "own", before.own(), after.own(), now);
        sendIfChanged(seat, "heads", before.heads(), after.heads(), now);
        sendIfChanged(seat, "risks", before.risks(), after.risks(), now);
    }

    private void sendIfChanged(
            Seat seat, String name, List<CaseListItem> before, List<CaseListItem> after, Instant now) {
        if (!before.equals(after)) {
            send(seat, name, new DeskStatus.Cases(after, now), now);
        }
    }

    private void send(Seat seat, String name, Object data, Instant now) {
        try {
            seat.lastSent = now;
            seat.connection.send(new CaseStreamEvent(
                    name, name.equals("heartbeat") ? null : String.valueOf(now.toEpochMilli()), data));
        } catch (IOException | IllegalStateException gone) {
            seats.remove(seat);
            seat.connection.completeWithError(gone);
        }
    }
}
