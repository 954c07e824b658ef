package dev.boxoffice.support.cases;

import dev.boxoffice.platform.problem.Problem;
import dev.boxoffice.platform.problem.ProblemTypes;
import dev.boxoffice.support.SupportProperties;
import dev.boxoffice.support.UtcTime;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/// Tells watchers of a case when its status changes. Every replica looks into Postgres itself, once a second for all of
/// its watchers together, so that it does not matter which replica changed the case.
@Component
class CaseStream {

    private static final long NO_TIMEOUT = -1L;

    private static final class Watcher {
        private final UUID caseId;
        private final Viewer viewer;
        private final SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
        private volatile long version = -1;
        private volatile Instant lastSent = Instant.EPOCH;

        Watcher(UUID caseId, Viewer viewer) {
            this.caseId = caseId;
            this.viewer = viewer;
        }
    }

    private final JdbcClient jdbc;
    private final CaseReader reader;
    private final SupportProperties.Workers workers;
    private final Clock clock;
    private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();

    CaseStream(JdbcClient jdbc, CaseReader reader, SupportProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.workers = properties.workers();
        this.clock = clock;
    }

    int watched() {
        return watchers.size();
    }

    /// Starts with the status as it is: nothing reaches a client before the first event.
    SseEmitter open(SupportCase watched, Viewer viewer) {
        if (watchers.size() >= workers.streamLimit()) {
            throw Problem.of(ProblemTypes.UNAVAILABLE, "Too many streams are open. Read the status instead.")
                    .header("Retry-After", "10")
                    .toException();
        }
        var watcher = new Watcher(watched.id(), viewer);
        Runnable forget = () -> watchers.remove(watcher);
        watcher.emitter.onCompletion(forget);
        watcher.emitter.onTimeout(forget);
        watcher.emitter.onError(_ -> forget.run());
        sendStatus(watcher, watched.progress().version());
        watchers.add(watcher);
        return watcher.emitter;
    }

    void sendChanges() {
        if (watchers.isEmpty()) {
            return;
        }
        var versions =
                versionsOf(watchers.stream().map(watcher -> watcher.caseId).collect(Collectors.toSet()));
        var now = clock.instant();
        for (var watcher : watchers) {
            var version = versions.getOrDefault(watcher.caseId, watcher.version);
            if (version != watcher.version) {
                sendStatus(watcher, version);
            } else if (watcher.lastSent.plus(workers.streamHeartbeat()).isBefore(now)) {
                send(watcher, SseEmitter.event().name("heartbeat").data("{\"at\":\"" + UtcTime.now(clock) + "\"}"));
            }
        }
    }

    /// A process that goes away ends its streams at once; their readers come back to another.
    @EventListener(ContextClosedEvent.class)
    void close() {
        watchers.forEach(watcher -> watcher.emitter.complete());
    }

    private Map<UUID, Long> versionsOf(Set<UUID> cases) {
        var versions = new HashMap<UUID, Long>();
        jdbc.sql("select id, version from support.support_case where id = any(?)")
                .param(cases.toArray(UUID[]::new))
                .query(row -> {
                    versions.put(row.getObject("id", UUID.class), row.getLong("version"));
                });
        return versions;
    }

    private void sendStatus(Watcher watcher, long version) {
        watcher.version = version;
        var status = reader.view(watcher.caseId, watcher.viewer);
        send(
                watcher,
                SseEmitter.event().name("status").id(String.valueOf(version)).data(status, MediaType.APPLICATION_JSON));
    }

    private void send(Watcher watcher, SseEmitter.SseEventBuilder event) {
        try {
            watcher.lastSent = clock.instant();
            watcher.emitter.send(event);
        } catch (IOException | IllegalStateException gone) {
            watchers.remove(watcher);
            watcher.emitter.completeWithError(gone);
        }
    }
}
