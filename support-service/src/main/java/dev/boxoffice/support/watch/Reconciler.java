package dev.boxoffice.support.watch;

import dev.boxoffice.support.UtcTime;
import dev.boxoffice.support.clock.SlaClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Works out every open case's deadlines again from its history alone, and reports where the stored ones differ.
@Component
class Reconciler {

    /// A deadline that is not what the history says.
    record Drift(UUID clockId, UUID caseId, Instant stored, Instant recomputed) {}

    private record Event(UUID caseId, @Nullable UUID clockId, Instant at, String type, String data) {}

    private record Stored(UUID clockId, UUID caseId, Instant dueAt) {}

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
    private static final UUID FIRST = new UUID(0, 0);
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private volatile long drifting;

    Reconciler(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    long drifting() {
        return drifting;
    }

    /// Goes through all open cases, some at a time.
    List<Drift> reconcile() {
        var drifts = new java.util.ArrayList<Drift>();
        for (var batch = openCasesAfter(FIRST); !batch.isEmpty(); batch = openCasesAfter(batch.getLast())) {
            drifts.addAll(reconcile(batch));
        }
        drifting = drifts.size();
        drifts.forEach(drift -> log.error(
                "Clock {} of case {} is due at {}, and by its history at {}",
                drift.clockId(),
                drift.caseId(),
                drift.stored(),
                drift.recomputed()));
        return drifts;
    }

    private List<UUID> openCasesAfter(UUID last) {
        return jdbc.sql("""
                        select id from support.support_case
                         where id > ? and status in ('ROUTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER')
                         order by id limit ?
                        """)
                .params(last, BATCH)
                .query(dev.boxoffice.support.Rows.ID)
                .list();
    }

    private List<Drift> reconcile(List<UUID> cases) {
        // Stored deadlines first, history second: a change in between is caught by asking once more.
        return drifts(cases).isEmpty() ? List.of() : drifts(cases);
    }

    private List<Drift> drifts(List<UUID> cases) {
        var stored = stored(cases);
        var replayed = replay(cases);
        return stored.stream()
                .flatMap(clock -> {
                    var law = replayed.get(clock.clockId());
                    return law == null || law.stoppedAt() != null || law.dueAt().equals(clock.dueAt())
                            ? java.util.stream.Stream.<Drift>empty()
                            : java.util.stream.Stream.of(
                                    new Drift(clock.clockId(), clock.caseId(), clock.dueAt(), law.dueAt()));
                })
                .toList();
    }

    private List<Stored> stored(List<UUID> cases) {
        return jdbc.sql(
                        "select id, case_id, due_at from support.sla_clock where case_id = any(?) and stopped_at is null")
                .param(cases.toArray(UUID[]::new))
                .query((row, _) -> new Stored(
                        row.getObject("id", UUID.class),
                        row.getObject("case_id", UUID.class),
                        UtcTime.read(row, "due_at")))
                .list();
    }

    private Map<UUID, SlaClock> replay(List<UUID> cases) {
        var clocks = new HashMap<UUID, SlaClock>();
        var ofCase = new HashMap<UUID, List<UUID>>();
        for (var event : clockEvents(cases)) {
            apply(event, clocks, ofCase.computeIfAbsent(event.caseId(), _ -> new java.util.ArrayList<>()));
        }
        return clocks;
    }

    private List<Event> clockEvents(List<UUID> cases) {
        return jdbc.sql("""
                        select case_id, clock_id, at, type, data::text from support.case_event
                         where case_id = any(?) and type like 'CLOCK%' order by id
                        """)
                .param(cases.toArray(UUID[]::new))
                .query((row, _) -> new Event(
                        row.getObject("case_id", UUID.class),
                        row.getObject("clock_id", UUID.class),
                        UtcTime.read(row, "at"),
                        row.getString("type"),
                        row.getString("data")))
                .list();
    }

    private void apply(Event event, Map<UUID, SlaClock> clocks, List<UUID> siblings) {
        var data = json.readTree(event.data());
        var clockId = event.clockId();
        switch (event.type()) {
            case "CLOCK_STARTED" -> {
                if (clockId != null) {
                    clocks.put(clockId, SlaClock.started(event.at(), target(data)));
                    siblings.add(clockId);
                }
            }
            case "CLOCK_RETARGETED" ->
                clocks.computeIfPresent(clockId, (_, clock) -> clock.retargeted(target(data), event.at()));
            case "CLOCK_STOPPED" -> clocks.computeIfPresent(clockId, (_, clock) -> clock.stopped(event.at()));
            case "CLOCK_FROZEN" ->
                siblings.forEach(
                        id -> clocks.computeIfPresent(id, (_, clock) -> clock.frozen(source(data), event.at())));
            case "CLOCK_THAWED" ->
                siblings.forEach(
                        id -> clocks.computeIfPresent(id, (_, clock) -> clock.thawed(source(data), event.at())));
            default -> throw new IllegalStateException("no law for " + event.type());
        }
    }

    private static Duration target(JsonNode data) {
        return Duration.ofMillis(data.path("targetMs").asLong());
    }

    private static String source(JsonNode data) {
        return data.path("reason").asString("") + ":" + data.path("source").asString("");
    }
}
