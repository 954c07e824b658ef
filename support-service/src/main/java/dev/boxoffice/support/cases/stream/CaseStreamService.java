package dev.boxoffice.support.cases.stream;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.cases.data.SupportCase;
import dev.boxoffice.support.cases.view.CaseAccessService;
import dev.boxoffice.support.cases.view.CaseViewer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/// Tells watchers of a case when its status changes. Every replica looks into Postgres itself, once a second for
/// all of its watchers together, so that it does not matter which replica changed the case.
@Service
class CaseStreamService {

    private static final int MOST_STREAMS = 5000;
    /// Silence after which a heartbeat is sent.
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /// Who watches a case, through which connection, and what they have seen of it.
    private static final class Watcher {
        private final UUID caseId;
        private final CaseViewer viewer;
        private final CaseStreamConnection connection;
        private volatile long version = -1;
        private volatile Instant lastSent = Instant.EPOCH;

        Watcher(UUID caseId, CaseViewer viewer, CaseStreamConnection connection) {
            this.caseId = caseId;
            this.viewer = viewer;
            this.connection = connection;
        }
    }

    private final CaseVersionRepository versions;
    private final CaseAccessService access;
    private final Clock clock;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();

    CaseStreamService(CaseVersionRepository versions, CaseAccessService access, Clock clock) {
        this.versions = versions;
        this.access = access;
        this.clock = clock;
    }

    int watched() {
        return watchers.size();
    }

    boolean isFull() {
        return watchers.size() >= MOST_STREAMS;
    }

    /// Starts with the status as it is: nothing reaches a client before the first event.
    ///
    /// @return what ends the subscription
    Runnable subscribe(SupportCase watched, CaseViewer viewer, CaseStreamConnection connection) {
        var watcher = new Watcher(watched.id(), viewer, connection);
        sendStatus(watcher, watched.progress().version());
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    void sendChanges() {
        if (watchers.isEmpty()) {
            return;
        }
        var current = versions.findByIds(
                watchers.stream().map(watcher -> watcher.caseId).collect(Collectors.toSet()));
        var now = clock.instant();
        for (var watcher : watchers) {
            var version = current.getOrDefault(watcher.caseId, watcher.version);
            if (version != watcher.version) {
                sendStatus(watcher, version);
            } else if (watcher.lastSent.plus(HEARTBEAT).isBefore(now)) {
                var at = "{\"at\":\"" + UtcTime.now(clock) + "\"}";
                send(watcher, new CaseStreamEvent("heartbeat", null, at));
            }
        }
    }

    /// A process that goes away ends its streams at once; their readers come back to another.
    @EventListener(ContextClosedEvent.class)
    void close() {
        watchers.forEach(watcher -> watcher.connection.complete());
    }

    private void sendStatus(Watcher watcher, long version) {
        watcher.version = version;
        var status = access.view(watcher.caseId, watcher.viewer);
        send(watcher, new CaseStreamEvent("status", String.valueOf(version), status));
    }

    private void send(Watcher watcher, CaseStreamEvent event) {
        try {
            watcher.lastSent = clock.instant();
            watcher.connection.send(event);
        } catch (IOException | IllegalStateException gone) {
            watchers.remove(watcher);
            watcher.connection.completeWithError(gone);
        }
    }
}
